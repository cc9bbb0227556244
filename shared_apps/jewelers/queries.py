from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler, StateChange
from shared_apps.tenancy.context import Tenant
from shared_apps.tenancy.errors import JewelerNotOpen


def jewelers() -> QuerySet[Jeweler]:
    """Return every jeweler there is or was, by name."""
    return Jeweler.objects.order_by("name", "pk")


def active_jewelers() -> QuerySet[Jeweler]:
    return jewelers().filter(state=JewelerState.ACTIVE)


def history_of(jeweler_id: UUID) -> QuerySet[StateChange]:
    """Return who moved a jeweler where, when and why, oldest first."""
    return StateChange.objects.filter(jeweler_id=jeweler_id).order_by("created_at", "pk")


def tenant_of(jeweler: Jeweler) -> Tenant:
    """Return the jeweler as contexts carry it; raises JewelerNotOpen without a schema."""
    if jeweler.schema_name is None:
        raise JewelerNotOpen
    return Tenant(jeweler.pk, jeweler.slug, jeweler.schema_name, jeweler.name, jeweler.state)
