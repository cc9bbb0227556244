"""The editions of the policy, each with what it changed against the one before (P70)."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from shared_apps.rights.models import PolicyVersion


@dataclass(frozen=True)
class Line:
    """A line of the difference: ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Version:
    """One edition and its difference to the one before; the first differs from nothing."""

    row: PolicyVersion
    lines: tuple[Line, ...]

    @property
    def changed(self) -> int:
        return sum(line.kind != "same" for line in self.lines)


def history() -> list[Version]:
    """Return all editions, newest first."""
    rows = list(PolicyVersion.objects.order_by("number"))
    before = [None, *rows]
    made = [
        Version(row, differences(old.text, row.text) if old else ()) for old, row in zip(before, rows, strict=False)
    ]
    return made[::-1]


def differences(old: str, new: str) -> tuple[Line, ...]:
    """Return what was taken out and put in, line by line, with what stayed."""
    before, after = old.splitlines(), new.splitlines()
    lines: list[Line] = []
    for tag, at, to, new_at, new_to in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            lines += [Line("same", text) for text in before[at:to]]
        else:
            lines += [Line("gone", text) for text in before[at:to]]
            lines += [Line("new", text) for text in after[new_at:new_to]]
    return tuple(lines)
