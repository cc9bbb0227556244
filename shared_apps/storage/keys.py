"""Where objects live: opaque names under the prefix of the jeweler who holds them."""

from __future__ import annotations

import secrets
from enum import StrEnum
from typing import Protocol
from uuid import UUID

PREFIX = "t/"


class Owner(Protocol):
    """A jeweler, as a Tenant or as its row."""

    @property
    def id(self) -> UUID: ...


class Area(StrEnum):
    """The parts of a jeweler's prefix; only INCOMING is not under the jeweler's data key."""

    INCOMING = "in"
    FILES = "files"
    EXPORTS = "exports"


class NotTheirObject(RuntimeError):
    """A key was used with a jeweler it does not belong to."""


def random_name() -> str:
    """Return a name of 128 random bits."""
    return secrets.token_hex(16)


def tenant_prefix(owner: Owner) -> str:
    """Return the prefix of everything a jeweler holds."""
    return f"{PREFIX}{owner.id}/"


def area_prefix(owner: Owner, area: str) -> str:
    return f"{tenant_prefix(owner)}{Area(area)}/"


def tenant_key(owner: Owner, area: str, name: str | None = None) -> str:
    """Return a jeweler's object key, ``t/<uuid>/files/<random>``."""
    return area_prefix(owner, area) + (name or random_name())


def checked(owner: Owner, key: str) -> str:
    """Return the key if it is the jeweler's own; raises NotTheirObject."""
    if not key.startswith(tenant_prefix(owner)) or ".." in key:
        raise NotTheirObject
    return key


def is_incoming(owner: Owner, key: str) -> bool:
    return key.startswith(area_prefix(owner, Area.INCOMING))
