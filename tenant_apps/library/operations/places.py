"""Where a file's objects lie: rows hold keys relative to the jeweler's prefix, so that an export can move them."""

from __future__ import annotations

from collections.abc import Iterable

from shared_apps.storage import objects
from shared_apps.storage.keys import Area, random_name, tenant_prefix
from shared_apps.tenancy.context import current_tenant


def absolute(key: str) -> str:
    return tenant_prefix(current_tenant()) + key


def fresh_staging() -> str:
    return f"{Area.INCOMING}/{random_name()}"


def fresh_stem() -> str:
    return f"{Area.FILES}/{random_name()}"


def part(stem: str, name: str) -> str:
    """Return the key of one of the objects a check writes."""
    return f"{stem}-{name}"


def clear(keys: Iterable[str]) -> None:
    """Delete objects by their relative keys; empty keys and missing objects are nothing to delete."""
    objects.delete_many(current_tenant(), [absolute(key) for key in keys if key])


def clear_stem(stem: str) -> None:
    """Delete whatever a check wrote under its stem."""
    if stem:
        owner = current_tenant()
        objects.delete_many(owner, [found.key for found in objects.list_objects(owner, absolute(f"{stem}-"))])
