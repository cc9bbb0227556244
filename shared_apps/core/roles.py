"""The roles a person can hold in a workspace."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    OWNER = "owner", "Owner"
    MANAGER = "manager", "Manager"
    SALES = "sales", "Sales"
    BENCH = "bench", "Bench"
    VIEWER = "viewer", "Viewer"


class Granted(str):
    """What a guest holds in a role's place: permissions by name, none of a role's own."""

    __slots__ = ("names",)

    names: frozenset[str]

    def __new__(cls, names: frozenset[str]) -> Granted:
        granted = super().__new__(cls, "guest")
        granted.names = names
        return granted


EVERYONE = frozenset(Role)
OFFICE = frozenset({Role.OWNER, Role.MANAGER, Role.SALES})
MANAGERS = frozenset({Role.OWNER, Role.MANAGER})
OWNERS = frozenset({Role.OWNER})
