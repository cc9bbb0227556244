"""The named services by which the controller half reaches a jeweler's half.

Tenant apps register them at start-up; shared code calls them by name with primitives, inside the jeweler's context.
A crossing is its own transaction, so it must be idempotent: the caller's row is the truth and the call may be repeated.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shared_apps.tenancy.context import Tenant, jeweler_context

_services: dict[str, Callable[..., Any]] = {}


class UnknownCrossing(LookupError):
    """Nobody registered a crossing of this name."""


def register(name: str, service: Callable[..., Any]) -> None:
    """Register a crossing; a second service under one name raises."""
    if _services.get(name, service) is not service:
        raise ValueError(f"crossing {name} is registered twice")
    _services[name] = service


def registered() -> frozenset[str]:
    return frozenset(_services)


def call(name: str, tenant: Tenant, /, **primitives: Any) -> Any:
    """Run the crossing ``name`` as the given jeweler."""
    if name not in _services:
        raise UnknownCrossing(name)
    with jeweler_context(tenant):
        return _services[name](**primitives)
