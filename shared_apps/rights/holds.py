"""Rows that must stay, one by one: why, until when; what was to be deleted goes by itself when the hold ends (P53)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.formats import date_format

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.datamap import declarations
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.rights.clocks import today
from shared_apps.rights.enums import HoldKind
from shared_apps.rights.request_models import Hold, Request

# A person's own wish to have a row kept yields to their wish to have it deleted.
STRONGER_THAN_A_WISH = (HoldKind.LAW, HoldKind.CLAIM)


class HoldNeedsReason(DomainError):
    message = "Say which law or claim keeps the row."


class HoldNeedsEnd(DomainError):
    message = "A law keeps a row until a day; enter one that lies ahead."


class RowUnknown(DomainError):
    message = "There is no such row."


class HoldOver(DomainError):
    message = "This hold has ended already."


@controller_atomic()
def place_hold(
    row: Model,
    *,
    statute: str,
    until: date | None,
    by: Actor,
    kind: str = HoldKind.LAW,
    reason: str = "",
    request: Request | None = None,
) -> Hold:
    """Keep one row; the same hold placed twice is one, until the later of both days."""
    if not statute.strip():
        raise HoldNeedsReason
    if kind == HoldKind.LAW and (until is None or until < today()):
        raise HoldNeedsEnd
    model, key = label_of(row), str(row.pk)
    hold = active_holds().select_for_update().filter(model=model, row_key=key, kind=kind, statute=statute).first()
    if hold is not None:
        hold.until = max(hold.until, until) if hold.until and until else hold.until or until
        hold.save(update_fields=["until"])
        return hold
    hold = Hold.objects.create(
        model=model,
        row_key=key,
        kind=kind,
        statute=statute.strip()[:120],
        reason=reason.strip()[:300],
        until=until,
        request=request,
        placed_by_id=by.actor_id,
    )
    record("rights.hold.placed", hold, by=by, model=model, kind=kind, until=until.isoformat() if until else None)
    return hold


@controller_atomic()
def release_hold(hold: Hold, *, reason: str, by: Actor) -> Hold:
    """End a hold; a deletion that waited for it goes on by itself. Raises HoldOver."""
    hold = Hold.objects.select_for_update().get(pk=hold.pk)
    if hold.released_at is not None:
        raise HoldOver
    hold.released_at, hold.release_reason = now(), reason.strip()[:300]
    hold.save(update_fields=["released_at", "release_reason"])
    record("rights.hold.released", hold, by=by, model=hold.model, kind=hold.kind)
    if hold.items.filter(done_at=None).exists():
        enqueue("rights.resume_deletion", half=Half.CONTROLLER, hold_id=str(hold.pk))
    return hold


def release_ended() -> int:
    """Release every hold whose last day is over, each in its own transaction; may be repeated."""
    ended = list(active_holds().filter(until__lt=today()).order_by("pk"))
    for hold in ended:
        release_hold(hold, reason="The last day is over.", by=SYSTEM)
    return len(ended)


def active_holds() -> QuerySet[Hold]:
    return Hold.objects.filter(released_at=None)


def holds_of(row: Model) -> QuerySet[Hold]:
    return active_holds().filter(model=label_of(row), row_key=str(row.pk)).order_by("pk")


def holding(model: type[Model], keys: Collection[str], *, kinds: Collection[str] = HoldKind.values) -> dict[str, Hold]:
    """Return the strongest active hold of each row, by the row's key: the one that lasts longest."""
    rows = active_holds().filter(model=model._meta.label_lower, row_key__in=keys, kind__in=kinds)
    found: dict[str, Hold] = {}
    for hold in rows.order_by("pk"):
        other = found.get(hold.row_key)
        if other is None or _lasts(hold) > _lasts(other):
            found[hold.row_key] = hold
    return found


def _lasts(hold: Hold) -> date:
    return hold.until or date.max - timedelta(days=1)


def held_rows(model: type[Model]) -> Q:
    """Return the condition of a model's held rows, as the sweep asks for it."""
    holds = active_holds().filter(model=model._meta.label_lower)
    return Q(Exists(holds.filter(row_key=Cast(OuterRef("pk"), CharField()))))


def is_held(model: type[Model], pk: object) -> bool:
    """Whether a row must stay."""
    return active_holds().filter(Q(model=model._meta.label_lower, row_key=str(pk))).exists()


def label_of(row: Model) -> str:
    return row._meta.label_lower


def model_named(label: str) -> type[Model]:
    """Return one of the controller's models by its label; raises RowUnknown."""
    for model, declared in declarations().items():
        if declared.half is Half.CONTROLLER and model._meta.label_lower == label:
            return model
    raise RowUnknown


def row_named(label: str, key: str) -> Model:
    """Return a row by the names a hold knows it by; raises RowUnknown."""
    model = model_named(label)
    try:
        row = model._default_manager.filter(pk=key).first()
    except (ValueError, TypeError, ValidationError) as error:
        raise RowUnknown from error
    if row is None:
        raise RowUnknown
    return row


def keeping_words(kept: dict[str, Any]) -> str:
    """Return one line of a certificate: what stays, until when, why."""
    until = f", until {date_format(date.fromisoformat(kept['until']), 'j F Y')}" if kept.get("until") else ""
    return f"{kept['what']}{until}: {kept['statute']}"
