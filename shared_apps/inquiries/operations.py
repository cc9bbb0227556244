"""Receives what visitors send, and keeps who took it up and how it ended (P21)."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.egress import mail
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.limits import may_confirm
from shared_apps.inquiries.models import Brief, Inquiry, Received
from shared_apps.tenancy.hosts import Surface, url_on

# No letter or digit that can be taken for another when read aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """Return a reference a person can read aloud, ``K7QM-3XPA``."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


@controller_atomic()
def receive_inquiry(**told: Any) -> Inquiry:
    """Keep an inquiry, confirm it to the person, tell staff that there is one."""
    inquiry = Inquiry.objects.create(**{"reference": new_reference()} | told)
    return _welcome(inquiry)


@controller_atomic()
def receive_brief(**told: Any) -> Brief:
    """Keep a brief, confirm it to the person, tell staff that there is one."""
    brief = Brief.objects.create(**{"reference": new_reference()} | told)
    return _welcome(brief)


def _welcome[Kind: Received](received: Kind) -> Kind:
    kind = kind_of(received)
    record(f"inquiries.{kind}.received", received, by=SYSTEM)
    arguments = {"kind": kind, "pk": str(received.pk)}
    if may_confirm(received.email):
        enqueue("inquiries.confirm", half=Half.CONTROLLER, **arguments)
    enqueue("inquiries.tell_staff", half=Half.CONTROLLER, **arguments)
    return received


def kind_of(received: Received) -> str:
    return received._meta.model_name or ""


def received_by(kind: str, pk: str) -> Received:
    return Brief.objects.get(pk=pk) if kind == "brief" else Inquiry.objects.get(pk=pk)


def confirm(*, kind: str, pk: str) -> None:
    """Tell the person that their message arrived; it repeats nothing of what they wrote."""
    received = received_by(kind, pk)
    mail.send("inquiries.received", to=received.email, context={"reference": received.reference})


def tell_staff(*, kind: str, pk: str) -> None:
    """Tell staff where to look; the mail holds a link and no content (P36)."""
    received = received_by(kind, pk)
    url = url_on(Surface.CONSOLE, f"/{'briefs' if kind == 'brief' else 'inquiries'}/{received.pk}/")
    context = {"reference": received.reference, "url": url}
    mail.send("inquiries.staff_notice", to=settings.INTAKE_EMAIL, context=context)


class InquiryClosed(DomainError):
    message = "This is closed already."


@controller_atomic()
def acknowledge(received: Received, *, by: Actor) -> Received:
    """Note that a person has taken it up; the first one stays."""
    received = _locked(received)
    if not received.is_open:
        raise InquiryClosed
    if received.acknowledged_at is None:
        received.acknowledged_at, received.acknowledged_by_id = now(), by.actor_id
        if received.state == InquiryState.NEW:
            received.state = InquiryState.ACKNOWLEDGED
        received.save(update_fields=["acknowledged_at", "acknowledged_by_id", "state"])
        record(f"inquiries.{kind_of(received)}.acknowledged", received, by=by)
    return received


@controller_atomic()
def close(received: Received, *, reason: CloseReason, by: Actor) -> Received:
    """Close an inquiry or brief with a reason; the clock of its deletion starts (P52)."""
    received = _locked(received)
    if not received.is_open:
        raise InquiryClosed
    received.state, received.closed_at, received.close_reason = InquiryState.CLOSED, now(), CloseReason(reason)
    received.save(update_fields=["state", "closed_at", "close_reason"])
    record(f"inquiries.{kind_of(received)}.closed", received, by=by, reason=received.close_reason)
    return received


def _locked[Kind: Received](received: Kind) -> Kind:
    return type(received)._default_manager.select_for_update().get(pk=received.pk)
