from __future__ import annotations

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.operations import record
from shared_apps.providers.models import Provider, ProviderState
from shared_apps.providers.registry import declared_providers


@controller_atomic()
def sync_providers() -> int:
    """Enter providers that are declared and not yet known; return how many. In-house ones are active at once.

    An outside provider enters as proposed: people are told first, and it becomes active by an act of its own.
    """
    entered = 0
    for declared in declared_providers():
        state = ProviderState.ACTIVE if declared.get("is_in_house") else ProviderState.PROPOSED
        provider, created = Provider.objects.get_or_create(
            key=declared["key"], defaults=declared | {"state": state, "active_from": now().date()}
        )
        if created:
            entered += 1
            record("providers.provider.entered", provider, by=SYSTEM, key=provider.key)
    return entered
