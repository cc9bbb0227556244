"""What a jeweler is to the code that switches between them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

CONTROLLER = "controller"
PROCESSOR = "default"

# The values of shared_apps.jewelers.enums.JewelerState; tenancy lies below jewelers and may not import it.
ACTIVE = "active"
SUSPENDED = "suspended"
OPEN_STATES = frozenset({ACTIVE, SUSPENDED})
CLOSED_STATES = frozenset({"invited", "archived", "deleted"})


@dataclass(frozen=True, slots=True)
class Tenant:
    """One jeweler, as requests, tasks and contexts carry it."""

    id: UUID
    slug: str
    schema_name: str
    name: str
    state: str
