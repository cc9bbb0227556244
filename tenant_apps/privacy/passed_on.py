"""What DIA'LOG passes on about a person: it lies before owners and managers until one of them has dealt with it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from tenant_apps.audit.operations import record
from tenant_apps.clients.models import Lead
from tenant_apps.privacy.models import PassedOn


@jeweler_atomic()
def receive_passed_on(*, passed_id: str, kind: str, introduction_id: str | None, text: str) -> str:
    """Keep what is passed on, once; return its id. Nothing of the jeweler's own records is changed by it."""
    introduction = UUID(introduction_id) if introduction_id else None
    passed, is_new = PassedOn.objects.get_or_create(
        passed_id=UUID(passed_id), defaults={"kind": kind, "introduction_id": introduction, "text": text}
    )
    if is_new:
        record("privacy.passed_on.received", passed, by=SYSTEM, kind=kind)
    return str(passed.pk)


@jeweler_atomic()
def note_done(passed: PassedOn, *, by: Actor) -> PassedOn:
    """Note that it was dealt with; doing it twice changes nothing."""
    passed = PassedOn.objects.select_for_update().get(pk=passed.pk)
    if passed.done_at is None:
        passed.done_at, passed.done_by_id = now(), by.actor_id
        passed.save(update_fields=["done_at", "done_by_id"])
        record("privacy.passed_on.done", passed, by=by, kind=passed.kind)
    return passed


def everything_passed_on() -> QuerySet[PassedOn]:
    """Return what was passed on: what waits first, then the newest."""
    return PassedOn.objects.order_by(F("done_at").desc(nulls_first=True), "-pk")


def leads_of(passed: list[PassedOn]) -> dict[UUID, Lead]:
    """Return the leads they are about, by introduction."""
    wanted = [one.introduction_id for one in passed if one.introduction_id]
    return {lead.introduction_id: lead for lead in Lead.objects.filter(introduction_id__in=wanted)}
