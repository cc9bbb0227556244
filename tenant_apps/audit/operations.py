"""The jeweler's trail and human numbers."""

from __future__ import annotations

from django.db import models

from shared_apps.core.actors import Actor
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.trail import Fact, Trail
from tenant_apps.audit.models import Counter, TrailEvent, TrailHead, TrailPayload

JEWELER_TRAIL = Trail("jeweler", TrailHead, TrailEvent, TrailPayload)


def record(name: str, obj: models.Model | None, /, *, by: Actor, **facts: Fact) -> None:
    """Append an event to the jeweler's trail, inside the transaction of the write it describes."""
    JEWELER_TRAIL.append(name, obj, by=by, facts=facts)


@jeweler_atomic()
def next_number(kind: str) -> int:
    """Take the next human number of a kind, without gaps for committed transactions."""
    Counter.objects.get_or_create(kind=kind)
    counter = Counter.objects.select_for_update().get(kind=kind)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value
