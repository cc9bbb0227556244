from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Addressee:
    """One address that is told, and for whom it stands."""

    email: str
    jeweler_id: UUID | None = None
    account_id: UUID | None = None
    language: str = "en"
