"""Ends that are more than deleting a row: an object in the store, a copy elsewhere, an account's places.

A model names its eraser in the data map (``through="accounts.close"``); its app registers it in ``erasers.py``. An
eraser takes the keys of rows whose time is over, is idempotent, and leaves the rows so that the rule no longer
names them: what is killed halfway is done again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

type Eraser = Callable[[Sequence[UUID]], int]

_erasers: dict[str, Eraser] = {}


class UnknownEraser(LookupError):
    """A rule names an eraser that no app registered."""


def register(name: str, eraser: Eraser) -> None:
    """Register an eraser; a second one under the same name raises."""
    if _erasers.get(name, eraser) is not eraser:
        raise ValueError(f"eraser {name} is registered twice")
    _erasers[name] = eraser


def registered() -> frozenset[str]:
    return frozenset(_erasers)


def erase(name: str, keys: Sequence[UUID]) -> int:
    """End the rows by the eraser ``name``; return how many it ended."""
    if name not in _erasers:
        raise UnknownEraser(name)
    return _erasers[name](keys)
