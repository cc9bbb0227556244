"""The roles a person can hold in a workspace."""

from __future__ import annotations

from django.db.models import TextChoices


class Role(TextChoices):
    OWNER = "owner", "Owner"
    MANAGER = "manager", "Manager"
    SALES = "sales", "Sales"
    BENCH = "bench", "Bench"
    VIEWER = "viewer", "Viewer"


EVERYONE = frozenset(Role)
OFFICE = frozenset({Role.OWNER, Role.MANAGER, Role.SALES})
MANAGERS = frozenset({Role.OWNER, Role.MANAGER})
OWNERS = frozenset({Role.OWNER})
