"""Look-ups of jewelers by id and slug, remembered for 30 seconds, so that a request costs no query for its host."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db.models import QuerySet

from shared_apps.tenancy.caching import TimedCache
from shared_apps.tenancy.errors import UnknownJeweler
from shared_apps.tenancy.tenants import ACTIVE, CONTROLLER, OPEN_STATES, Tenant

_by_id: TimedCache[UUID, Tenant | None] = TimedCache(seconds=30, size=20_000)
_by_slug: TimedCache[str, Tenant | None] = TimedCache(seconds=30, size=20_000)


def tenant_by_id(jeweler_id: UUID) -> Tenant:
    """Return a jeweler that has a schema; raises UnknownJeweler."""
    return _known(_by_id.get(jeweler_id, lambda: _first(pk=jeweler_id)))


def tenant_by_slug(slug: str) -> Tenant:
    """Return a jeweler that has a schema by one of its names; raises UnknownJeweler."""
    return _known(_by_slug.get(slug, lambda: _first(domains__name=slug)))


def active_tenants() -> Iterator[Tenant]:
    """Iterate over the jewelers at work."""
    yield from _tenants(state=ACTIVE)


def open_tenants() -> Iterator[Tenant]:
    """Iterate over the jewelers at work and those suspended, who may still export."""
    yield from _tenants(state__in=OPEN_STATES)


def forget_tenant(jeweler_id: UUID) -> None:
    """Drop what this process remembers of a jeweler."""
    _by_id.drop(lambda key, _tenant: key == jeweler_id)
    _by_slug.drop(lambda _key, tenant: tenant is None or tenant.id == jeweler_id)


def forget_all_tenants() -> None:
    _by_id.clear()
    _by_slug.clear()


def _jewelers() -> QuerySet[Any]:
    model = apps.get_model(settings.TENANT_MODEL)
    rows: QuerySet[Any] = model._default_manager.using(CONTROLLER).exclude(schema_name=None)
    return rows


def _tenants(**conditions: object) -> Iterator[Tenant]:
    rows = _jewelers().filter(**conditions).order_by("pk")
    for values in rows.values_list("pk", "slug", "schema_name", "name", "state"):
        yield Tenant(*values)


def _first(**conditions: object) -> Tenant | None:
    return next(_tenants(**conditions), None)


def _known(tenant: Tenant | None) -> Tenant:
    if tenant is None:
        raise UnknownJeweler
    return tenant
