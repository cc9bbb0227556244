"""What one edition of the policy changed of the one before it, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from shared_apps.rights.models import PolicyVersion

WORDS = re.compile(r"\s+|[^\s]+")
KEPT, TAKEN, ADDED = "kept", "taken", "added"
ALIKE = 0.5

type Part = tuple[str, str]


@dataclass(frozen=True)
class Edition:
    """An edition, and its changed sentences; ``changes`` is empty for the first and for a new date alone."""

    row: PolicyVersion
    is_first: bool
    changes: list[list[Part]]


def history() -> list[Edition]:
    """Return every edition, newest first."""
    rows = list(PolicyVersion.objects.order_by("number"))
    before = [None, *rows[:-1]]
    editions = [
        Edition(row, old is None, [] if old is None else changes(old.text, row.text))
        for old, row in zip(before, rows, strict=True)
    ]
    return editions[::-1]


def changes(old: str, new: str) -> list[list[Part]]:
    """Return the sentences that differ, each as parts that were kept, taken away or added."""
    olds, news = old.splitlines(), new.splitlines()
    found: list[list[Part]] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(olds[old_from:old_to], news[new_from:new_to], fillvalue="")
            found += [sentence for pair in pairs for sentence in _sentences(*pair)]
    return found


def _sentences(old: str, new: str) -> Iterator[list[Part]]:
    """Compare two sentences; those that hardly resemble each other are one taken away and one added."""
    olds, news = WORDS.findall(old), WORDS.findall(new)
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    if old and new and matcher.ratio() >= ALIKE:
        yield list(_parts(matcher, olds, news))
        return
    if old:
        yield [(TAKEN, old)]
    if new:
        yield [(ADDED, new)]


def _parts(matcher: SequenceMatcher[str], olds: list[str], news: list[str]) -> Iterator[Part]:
    for kind, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if kind == "equal":
            yield KEPT, "".join(olds[old_from:old_to])
            continue
        if old_to > old_from:
            yield TAKEN, "".join(olds[old_from:old_to])
        if new_to > new_from:
            yield ADDED, "".join(news[new_from:new_to])
