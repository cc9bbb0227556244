"""The versions of the jeweler's agreement; each is a file that never changes once it is published.

A new version is a file, and a line in ``VERSIONS``. Owners are asked from ``published_on``; until ``due_on`` the one
they accepted goes on, afterwards they come no further than the agreement, their copies and their way out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

AGREEMENTS = Path(__file__).parent / "agreements"


@dataclass(frozen=True)
class Version:
    """One version: since when it is shown and until when an earlier one still holds."""

    version: str
    published_on: date
    due_on: date


VERSIONS = (Version("2026-11", date(2026, 11, 1), date(2026, 12, 1)),)
CURRENT_VERSION = VERSIONS[-1].version


def current() -> Version:
    """Return the version in force."""
    return VERSIONS[-1]


@cache
def text(version: str = CURRENT_VERSION) -> str:
    """Return the text of a version; raises FileNotFoundError for one that never was."""
    return (AGREEMENTS / f"{version}.txt").read_text("utf-8")


def text_hash(version: str = CURRENT_VERSION) -> str:
    """Return the SHA-256 of the text as accepted, in hexadecimal."""
    return sha256(text(version).encode()).hexdigest()
