"""The jeweler's trail and human numbers."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from shared_apps.core.actors import Actor, KnownActor
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.trail import Fact, Trail
from shared_apps.support.models import Grant
from tenant_apps.audit.models import Counter, TrailEvent, TrailHead, TrailPayload
from tenant_apps.audit.queries import trail_of

JEWELER_TRAIL = Trail("jeweler", TrailHead, TrailEvent, TrailPayload)


def record(name: str, obj: models.Model | None, /, *, by: Actor, **facts: Fact) -> None:
    """Append an event to the jeweler's trail, inside the transaction of the write it describes."""
    JEWELER_TRAIL.append(name, obj, by=by, facts=facts)


@jeweler_atomic()
def note_visitor(grant: models.Model, event: str, /, *, by: Actor, **facts: Fact) -> None:
    """Put what DIA'LOG staff do under a grant into the jeweler's trail; what cannot be written may not be shown."""
    record(event, grant, by=by, **facts)


@jeweler_atomic()
def note_shell(*, grant_id: str, account_id: str) -> None:
    """Put into the jeweler's trail that a member of staff opened a shell under a grant."""
    record("support.shell.opened", Grant(pk=UUID(grant_id)), by=KnownActor("support", UUID(account_id)))


@jeweler_atomic()
def note_grant(*, grant_id: str, event: str, by_kind: str, by_id: str | None, **facts: Fact) -> None:
    """Put what happened to a grant of support into the jeweler's trail, once."""
    grant = Grant(pk=UUID(grant_id))
    if not trail_of(grant).filter(event=event).exists():
        record(event, grant, by=KnownActor(by_kind, UUID(by_id) if by_id else None), **facts)


@jeweler_atomic()
def next_number(kind: str) -> int:
    """Take the next human number of a kind, without gaps for committed transactions."""
    Counter.objects.get_or_create(kind=kind)
    counter = Counter.objects.select_for_update().get(kind=kind)
    counter.value += 1
    counter.save(update_fields=["value"])
    return counter.value
