"""Which node holds a jeweler's schema: one look-up. Today there is one node; `DATABASE_NODES` names more."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.conf import settings

from shared_apps.tenancy.caching import TimedCache
from shared_apps.tenancy.tenants import CONTROLLER

MAIN = "main"

_nodes: TimedCache[str, str] = TimedCache(seconds=30, size=20_000)


def several() -> bool:
    """Say whether there is anything to look up."""
    return len(node_settings()) > 1


def node_settings() -> dict[str, dict[str, Any]]:
    """Return each node's departures (HOST, PORT, NAME) from the `default` database settings."""
    nodes: dict[str, dict[str, Any]] = getattr(settings, "DATABASE_NODES", {MAIN: {}})
    return nodes


def node_of(schema: str, *, fresh: bool = False) -> str:
    """Return the node of a schema, remembered for 30 seconds unless a fresh look-up is asked for."""
    if not several():
        return MAIN
    if fresh:
        _nodes.drop(lambda key, _node: key == schema)
    return _nodes.get(schema, lambda: _look_up(schema))


def forget_nodes() -> None:
    _nodes.clear()


def _look_up(schema: str) -> str:
    rows = apps.get_model("tenancy.TenantSchema")._default_manager.using(CONTROLLER)
    node: str | None = rows.filter(schema_name=schema).values_list("node", flat=True).first()
    return node or MAIN
