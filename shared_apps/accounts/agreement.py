"""The versions of the jeweler's agreement; each is a file that never changes once somebody accepted it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

CURRENT_VERSION = "2026-11"
AGREEMENTS = Path(__file__).parent / "agreements"


@cache
def text(version: str = CURRENT_VERSION) -> str:
    """Return the text of a version; raises FileNotFoundError for one that never was."""
    return (AGREEMENTS / f"{version}.txt").read_text("utf-8")


def text_hash(version: str = CURRENT_VERSION) -> str:
    """Return the SHA-256 of the text as accepted, in hexadecimal."""
    return sha256(text(version).encode()).hexdigest()
