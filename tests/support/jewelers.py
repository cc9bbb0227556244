"""Jewelers for tests, opened the way the product opens them."""

from __future__ import annotations

from shared_apps.core.actors import SYSTEM
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.operations import finish_opening, invite_jeweler, open_workspace
from shared_apps.jewelers.queries import tenant_of
from shared_apps.providers.standing import forget_standings
from shared_apps.tenancy.context import processor
from shared_apps.tenancy.nodes import forget_nodes
from shared_apps.tenancy.registry import forget_all_tenants
from shared_apps.tenancy.tenants import Tenant

A, B = ("maison-aurelle", "Maison Aurelle"), ("atelier-bellamy", "Atelier Bellamy")

OPENED: dict[str, Tenant] = {}


def open_jeweler(slug: str, name: str) -> Tenant:
    """Invite a jeweler and open the workspace at once; outside a transaction only."""
    jeweler = open_workspace(invite_jeweler(slug=slug, name=name, by=SYSTEM), by=SYSTEM)
    return tenant_of(finish_opening(jeweler.pk))


def open_both() -> None:
    for slug, name in (A, B):
        OPENED[slug] = open_jeweler(slug, name)


def jeweler_row(tenant: Tenant) -> Jeweler:
    return Jeweler.objects.get(pk=tenant.id)


def forget_everything() -> None:
    forget_all_tenants()
    forget_nodes()
    forget_standings()
    processor().enter(None)
