"""Receives what visitors send, and keeps whose it is, until when we owe what, and how it ended (P21)."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from shared_apps.accounts.models import Account
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.working_hours import add_working_hours
from shared_apps.egress import mail
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.limits import may_confirm
from shared_apps.inquiries.models import Brief, Inquiry, Received
from shared_apps.inquiries.threads import MODELS, InquiryClosed, locked, opened, received_by
from shared_apps.tenancy.hosts import Surface, url_on

__all__ = ["InquiryClosed"]

# No letter or digit that can be taken for another when read aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """Return a reference a person can read aloud, ``K7QM-3XPA``."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


def clocks(start: datetime) -> dict[str, datetime]:
    """Return until when somebody has read, and has answered, what arrived at ``start``."""
    return {
        "acknowledge_by": add_working_hours(start, settings.ACKNOWLEDGE_HOURS),
        "answer_by": add_working_hours(start, settings.ANSWER_HOURS),
    }


@controller_atomic()
def receive_inquiry(**told: Any) -> Inquiry:
    """Keep an inquiry, confirm it to the person, tell staff that there is one."""
    inquiry = Inquiry.objects.create(**{"reference": new_reference()} | clocks(now()) | told)
    return _welcome(inquiry)


@controller_atomic()
def receive_brief(**told: Any) -> Brief:
    """Keep a brief, confirm it to the person, tell staff that there is one."""
    brief = Brief.objects.create(**{"reference": new_reference()} | clocks(now()) | told)
    return _welcome(brief)


def _welcome[Kind: Received](received: Kind) -> Kind:
    record(f"inquiries.{received.kind}.received", received, by=SYSTEM)
    arguments = {"kind": received.kind, "pk": str(received.pk)}
    if received.may_be_mailed and may_confirm(received.email):
        enqueue("inquiries.confirm", half=Half.CONTROLLER, **arguments)
    enqueue("inquiries.tell_staff", half=Half.CONTROLLER, **arguments)
    return received


class ArrivesLater(DomainError):
    message = "This has not arrived yet: the time lies in the future."


@controller_atomic()
def log_inquiry(*, arrived_at: datetime, by: Actor, **told: Any) -> Inquiry:
    """Enter what reached our address by mail or phone; the clocks run from when it arrived (P6)."""
    if arrived_at > now():
        raise ArrivesLater
    entered = {"reference": new_reference(), "created_at": arrived_at} | clocks(arrived_at)
    inquiry = Inquiry.objects.create(**entered | told)
    record("inquiries.inquiry.logged", inquiry, by=by)
    return inquiry


def confirm(*, kind: str, pk: str) -> None:
    """Tell the person that their message arrived; it repeats nothing of what they wrote."""
    received = received_by(kind, pk)
    context = {"reference": received.reference}
    mail.send("inquiries.received", to=received.email, context=context, language=received.language)


def tell_staff(*, kind: str, pk: str) -> None:
    """Tell staff where to look; the mail holds a link and no content (P36)."""
    received = received_by(kind, pk)
    url = url_on(Surface.CONSOLE, f"/{'briefs' if kind == 'brief' else 'inquiries'}/{received.pk}/")
    context = {"reference": received.reference, "url": url}
    mail.send("inquiries.staff_notice", to=settings.INTAKE_EMAIL, context=context)


class AcknowledgedAlready(DomainError):
    """Somebody else took it up first; ``by_id`` and ``at`` say who and when."""

    message = "Somebody else has taken this up already."

    def __init__(self, by_id: UUID | None, at: datetime) -> None:
        super().__init__()
        self.by_id, self.at = by_id, at


@controller_atomic()
def acknowledge[Kind: Received](received: Kind, *, by: Actor) -> Kind:
    """Note that a person has taken it up; the first one stays, and it is theirs until they hand it over."""
    received = opened(received)
    if received.acknowledged_at is None:
        changed = taken_up(received, by.actor_id)
        received.save(update_fields=changed)
        record(f"inquiries.{received.kind}.acknowledged", received, by=by)
    elif received.acknowledged_by_id != by.actor_id:
        raise AcknowledgedAlready(received.acknowledged_by_id, received.acknowledged_at)
    return received


def taken_up(received: Received, by_id: UUID | None) -> list[str]:
    """Note on a held thread, without saving, that a person has it in hand; return the fields to save."""
    if received.acknowledged_at is None:
        received.acknowledged_at, received.acknowledged_by_id = now(), by_id
    if received.assigned_to_id is None:
        received.assigned_to_id = by_id
    if received.state == InquiryState.NEW:
        received.state = InquiryState.ACKNOWLEDGED
    return ["acknowledged_at", "acknowledged_by_id", "assigned_to_id", "state"]


class NotOnStaff(DomainError):
    message = "Only somebody on the staff can have this in hand."


@controller_atomic()
def assign[Kind: Received](received: Kind, to: UUID, *, by: Actor, seen: int | None = None) -> Kind:
    """Take a thread, or hand it over to a colleague."""
    received = opened(received, seen=seen)
    if not Account.objects.filter(pk=to, is_staff=True, is_active=True).exists():
        raise NotOnStaff
    if received.assigned_to_id != to:
        received.assigned_to_id = to
        received.save(update_fields=["assigned_to_id"])
        record(f"inquiries.{received.kind}.assigned", received, by=by, account=str(to))
    return received


def mark_introduced(brief: Brief, by_id: UUID) -> None:
    """Note on a brief the caller holds that a jeweler has it: it is in hand, and we owe no answer for now."""
    changed = taken_up(brief, by_id)
    brief.state, brief.answer_by = InquiryState.INTRODUCED, None
    brief.introduced_at = brief.introduced_at or now()
    brief.save(update_fields=[*changed, "answer_by", "introduced_at"])


@controller_atomic()
def close[Kind: Received](received: Kind, *, reason: CloseReason, by: Actor, seen: int | None = None) -> Kind:
    """Close a thread with a reason, and those merged into it; the clock of its deletion starts (P52)."""
    received = opened(received, seen=seen)
    received.state, received.closed_at, received.close_reason = InquiryState.CLOSED, now(), CloseReason(reason)
    received.save(update_fields=["state", "closed_at", "close_reason"])
    for model in MODELS.values():
        model._default_manager.filter(merged_into_id=received.pk).update(closed_at=received.closed_at)
    record(f"inquiries.{received.kind}.closed", received, by=by, reason=received.close_reason)
    return received


class NotClosed(DomainError):
    message = "This is open already."


class MergedIntoAnother(DomainError):
    message = "This was merged into another. Separate it there first."


@controller_atomic()
def reopen[Kind: Received](received: Kind, *, by: Actor, seen: int | None = None) -> Kind:
    """Open a closed thread again, as far along as it was."""
    received = locked(received, seen=seen)
    if received.is_open:
        raise NotClosed
    if received.is_merged:
        raise MergedIntoAnother
    changed = opened_again(received)
    received.save(update_fields=changed)
    record(f"inquiries.{received.kind}.reopened", received, by=by)
    return received


def opened_again(received: Received) -> list[str]:
    """Undo the closing of a held thread, without saving; return the fields to save."""
    received.state, received.closed_at, received.close_reason = _state_reached(received), None, ""
    return ["state", "closed_at", "close_reason"]


def _state_reached(received: Received) -> InquiryState:
    if getattr(received, "introduced_at", None):
        return InquiryState.INTRODUCED
    if received.answered_at:
        return InquiryState.ANSWERED
    return InquiryState.ACKNOWLEDGED if received.acknowledged_at else InquiryState.NEW
