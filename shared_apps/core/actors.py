"""Who acts: every write names one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    """Anyone or anything that may change a row."""

    @property
    def actor_kind(self) -> str: ...

    @property
    def actor_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class KnownActor:
    """An actor known by kind and id alone, as tasks and crossings carry it."""

    actor_kind: str
    actor_id: UUID | None = None


SYSTEM = KnownActor("system")
