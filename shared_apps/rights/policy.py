"""The privacy policy in our own words: each sentence names the promises it makes, so that each has its proof.

Changing a word changes the text's hash, and a new ``Edition`` with a new date must then be declared.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shared_apps.core.company import COMPANY
from shared_apps.rights.sections import about, data, keeping, sharing


class Audience(StrEnum):
    """Whom an edition concerns and who is therefore told of it (P71)."""

    ACCOUNTS = "accounts"
    OPEN_INQUIRIES = "open inquiries"
    OWNERS = "jewelers' owners"


EVERYBODY = tuple(Audience)


@dataclass(frozen=True)
class Edition:
    """One version of the policy: its number, from when it holds, the hash of its words, what changed, who is told.

    Nobody had to be told of the first; a material edition after it names its audience.
    """

    number: int
    effective_on: date
    text_sha256: str
    summary: str
    is_material: bool
    audience: tuple[Audience, ...] = ()


EDITIONS = (
    Edition(
        1,
        date(2026, 6, 9),
        "4e145697b04c5a2f6cc17decb8de9824957630f687dc7b7b44ec20b837999175",
        "The first edition: the Site and the App together.",
        is_material=True,
    ),
)

SECTIONS = (*about.SECTIONS, *data.SECTIONS, *sharing.SECTIONS, *keeping.SECTIONS)


def policy_text() -> str:
    """Return the words of the policy as they are hashed: one sentence a line."""
    lines = [line for section in SECTIONS for line in (section.title, *(text for text, _ids in section.sentences))]
    return "\n".join([*lines, COMPANY.name, COMPANY.registration, COMPANY.address, COMPANY.email]) + "\n"


def text_sha256() -> str:
    return hashlib.sha256(policy_text().encode()).hexdigest()


def current_edition() -> Edition:
    return EDITIONS[-1]


def edition_numbered(number: int) -> Edition | None:
    """Return the declaration of an edition, None for one that only newer code declares."""
    return next((edition for edition in EDITIONS if edition.number == number), None)


def promises_made() -> set[str]:
    """Return the ids of every promise that some sentence makes."""
    return {promise for section in SECTIONS for _text, ids in section.sentences for promise in ids}
