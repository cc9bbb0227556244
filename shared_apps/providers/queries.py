from __future__ import annotations

from django.db.models import QuerySet

from shared_apps.core.clock import now
from shared_apps.providers.models import Provider, ProviderState


def providers() -> QuerySet[Provider]:
    """Return the provider list as it is given out on request, by category and name."""
    return Provider.objects.order_by("category", "name")


def is_allowed(key: str, purpose: str) -> bool:
    """Whether data may go to this provider for this purpose today."""
    active = Provider.objects.filter(key=key, state=ProviderState.ACTIVE, active_from__lte=now().date())
    return active.filter(purposes__contains=[purpose]).exists()
