"""One person who wrote twice has one open thread: suggested by address or phone, decided by staff, undone at will."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db.models import Q, QuerySet

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import TELLING, Brief, Inquiry, Received, telling_digits
from shared_apps.inquiries.operations import opened_again
from shared_apps.inquiries.threads import MODELS, InquiryClosed, locked, refuse_what_changed

MOST = 10


def digits_of(phone: str) -> str:
    """Return what tells a telephone apart, empty for what is too short to tell."""
    digits = "".join(str(int(letter)) for letter in phone if letter.isdecimal())[-TELLING:]
    return digits if len(digits) == TELLING else ""


def likely_duplicates(received: Received) -> list[Received]:
    """Return at most ten other threads from the same address or telephone that are still open, newest first."""
    rows = chain.from_iterable(_same_person(model, received) for model in MODELS.values())
    return sorted(rows, key=lambda row: row.created_at, reverse=True)[:MOST]


def _same_person(model: type[Received], received: Received) -> QuerySet[Received]:
    rows = model._default_manager.exclude(state=InquiryState.CLOSED).exclude(pk=received.pk)
    same = Q(email__iexact=received.email)
    if model is Brief and (digits := digits_of(received.telephone)):
        rows = rows.annotate(digits=telling_digits("phone"))
        same |= Q(digits=digits)
    return rows.filter(same).order_by("-created_at", "-pk")[:MOST]


def merged_into(received: Received) -> list[Received]:
    """Return what was merged into a thread, oldest first; each keeps its own words."""
    rows = (model._default_manager.filter(merged_into_id=received.pk) for model in MODELS.values())
    return sorted(chain.from_iterable(rows), key=lambda row: row.created_at)


class SameThread(DomainError):
    message = "This is the same one."


class BriefIsKept(DomainError):
    message = "A brief says more than a message: open the brief and merge the message into it."


class NotTheSamePerson(DomainError):
    message = "These two share neither an address nor a telephone, so they stay apart."


@controller_atomic()
def merge(kept: Received, other: Received, *, by: Actor, seen: int | None = None) -> Received:
    """Let one open thread stand for both; the other keeps its text and waits to be separated again."""
    if kept.pk == other.pk:
        raise SameThread
    kept, other = _both_locked(kept, other)
    if seen is not None:
        refuse_what_changed(kept, seen)
    if not (kept.is_open and other.is_open):
        raise InquiryClosed
    if isinstance(other, Brief) and isinstance(kept, Inquiry):
        raise BriefIsKept
    if not _is_same_person(kept, other):
        raise NotTheSamePerson
    _move(kept, other)
    record(f"inquiries.{kept.kind}.merged", kept, by=by, other=str(other.pk))
    record(f"inquiries.{other.kind}.merged_into", other, by=by, other=str(kept.pk))
    return kept


def _both_locked(one: Received, two: Received) -> tuple[Received, Received]:
    """Hold two threads, always in the same order, so that two merges never wait for each other."""
    held: dict[UUID, Received] = {}
    for row in sorted((one, two), key=lambda row: (row.kind, row.pk)):
        held[row.pk] = locked(row)
    return held[one.pk], held[two.pk]


def _is_same_person(one: Received, two: Received) -> bool:
    digits = digits_of(one.telephone)
    return one.email.lower() == two.email.lower() or bool(digits and digits == digits_of(two.telephone))


def _move(kept: Received, other: Received) -> None:
    kept.acknowledge_by = _sooner(kept.acknowledge_by, other.acknowledge_by)
    kept.answer_by = _sooner(kept.answer_by, other.answer_by)
    kept.assigned_to_id = kept.assigned_to_id or other.assigned_to_id
    kept.save(update_fields=["acknowledge_by", "answer_by", "assigned_to_id"])
    other.state, other.closed_at, other.close_reason = InquiryState.CLOSED, now(), CloseReason.MERGED
    other.merged_into_kind, other.merged_into_id = kept.kind, kept.pk
    other.save(update_fields=["state", "closed_at", "close_reason", "merged_into_kind", "merged_into_id"])
    for model in MODELS.values():
        passed_on = model._default_manager.filter(merged_into_id=other.pk)
        passed_on.update(merged_into_kind=kept.kind, merged_into_id=kept.pk)


def _sooner(*times: datetime | None) -> datetime | None:
    return min(known(times), default=None)


def known(times: Iterable[datetime | None]) -> list[datetime]:
    return [time for time in times if time is not None]


class NotMerged(DomainError):
    message = "This stands by itself already."


@controller_atomic()
def separate(other: Received, *, by: Actor) -> Received:
    """Undo a merge: the thread stands by itself again, as far along as it was."""
    other = locked(other)
    kept_kind, kept_id = other.merged_into_kind, other.merged_into_id
    if kept_id is None:
        raise NotMerged
    changed = opened_again(other)
    other.merged_into_kind, other.merged_into_id = "", None
    other.save(update_fields=[*changed, "merged_into_kind", "merged_into_id"])
    record(f"inquiries.{other.kind}.separated", other, by=by, other=str(kept_id))
    if kept := MODELS[kept_kind]._default_manager.filter(pk=kept_id).first():
        record(f"inquiries.{kept.kind}.parted", kept, by=by, other=str(other.pk))
    return other
