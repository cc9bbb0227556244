"""The jeweler this thread works for. The truth is the processor connection's own state, kept nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from django.db import connections

from shared_apps.tenancy.errors import JewelerNotOpen, NoJeweler
from shared_apps.tenancy.registry import (
    active_tenants,
    forget_tenant,
    open_tenants,
    tenant_by_id,
    tenant_by_slug,
)
from shared_apps.tenancy.tenants import CLOSED_STATES, PROCESSOR, Tenant

if TYPE_CHECKING:
    from shared_apps.tenancy.backend.base import DatabaseWrapper

__all__ = [
    "Tenant",
    "active_tenants",
    "current_tenant",
    "current_tenant_or_none",
    "forget_tenant",
    "jeweler_context",
    "no_jeweler",
    "open_tenants",
    "tenant_by_id",
    "tenant_by_slug",
]


def processor() -> DatabaseWrapper:
    """Return this thread's processor connection."""
    return cast("DatabaseWrapper", connections[PROCESSOR])


def current_tenant_or_none() -> Tenant | None:
    return processor().tenant


def current_tenant() -> Tenant:
    """Return the jeweler this thread works for; raises NoJeweler outside every context."""
    tenant = processor().tenant
    if tenant is None:
        raise NoJeweler
    return tenant


@contextmanager
def jeweler_context(tenant: Tenant) -> Iterator[Tenant]:
    """Work as one jeweler; nests, and always returns to what was before. Raises JewelerNotOpen."""
    if tenant.state in CLOSED_STATES:
        raise JewelerNotOpen
    wrapper = processor()
    before = wrapper.tenant
    wrapper.enter(tenant)
    try:
        yield tenant
    finally:
        wrapper.enter(before)


@contextmanager
def no_jeweler() -> Iterator[None]:
    """Work for nobody, also inside a jeweler's context."""
    wrapper = processor()
    before = wrapper.tenant
    wrapper.enter(None)
    try:
        yield
    finally:
        wrapper.enter(before)
