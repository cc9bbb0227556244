"""The registry of named actions and the roles that may do them.

One name serves page, API and template: ``@requires(EDIT_CLIENTS)``, ``{% if can.clients_client_edit %}``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared_apps.core.roles import Granted, Role

_registry: dict[str, Permission] = {}


@dataclass(frozen=True)
class Permission:
    name: str
    label: str
    roles: frozenset[Role]

    def allows(self, role: str) -> bool:
        if isinstance(role, Granted):
            return self.name in role.names
        return role in self.roles


class UnknownPermission(LookupError):
    """A template or view asked for a permission nobody declared."""


def permission(name: str, label: str, *, roles: frozenset[Role]) -> Permission:
    """Declare a permission, ``app.object.action``; declaring one name twice raises."""
    if name in _registry:
        raise ValueError(f"permission {name} is declared twice")
    _registry[name] = Permission(name, label, frozenset(roles))
    return _registry[name]


def all_permissions() -> Iterator[Permission]:
    yield from sorted(_registry.values(), key=lambda p: p.name)


class Can:
    """Template access to one role's permissions; an undeclared name raises instead of reading as false."""

    def __init__(self, role: str | None) -> None:
        self._role = role

    def __getitem__(self, key: str) -> bool:
        for name, declared in _registry.items():
            if name.replace(".", "_") == key:
                return self._role is not None and declared.allows(self._role)
        raise UnknownPermission(key)

    def __contains__(self, key: object) -> bool:
        return True
