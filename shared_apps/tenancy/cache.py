"""Keys of the shared cache: each jeweler's lie under its own prefix and are dropped with the jeweler."""

from __future__ import annotations

from uuid import UUID

from shared_apps.tenancy.context import current_tenant_or_none


def make_key(key: str, key_prefix: str, version: int) -> str:
    """Build the key Django's cache asks for, in the half that is current."""
    tenant = current_tenant_or_none()
    half = prefix_of(tenant.id) if tenant else "c:"
    return f"{half}{key_prefix}:{version}:{key}"


def prefix_of(jeweler_id: UUID) -> str:
    """Return what every cache key of a jeweler starts with."""
    return f"t:{jeweler_id}:"
