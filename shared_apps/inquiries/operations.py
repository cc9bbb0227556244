"""Receives what visitors send, and introduces a brief to jewelers: an explicit act of a person, recorded (P21, P43)."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings

from shared_apps.accounts.models import Account
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.egress import mail
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.limits import may_confirm
from shared_apps.inquiries.models import Brief, Inquiry, Introduction, Received
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.queries import tenant_of
from shared_apps.tenancy.hosts import Surface, url_on

# No letter or digit that can be taken for another when read aloud.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

SHARED_FIELDS = (
    "name",
    "email",
    "phone",
    "contact_preference",
    "piece_type",
    "occasion",
    "budget",
    "timing",
    "location",
    "preferences",
)


def new_reference() -> str:
    """Return a reference a person can read aloud, ``K7QM-3XPA``."""
    letters = [secrets.choice(ALPHABET) for _ in range(8)]
    return f"{''.join(letters[:4])}-{''.join(letters[4:])}"


@controller_atomic()
def receive_inquiry(**told: str) -> Inquiry:
    """Keep an inquiry, confirm it to the person, tell staff that there is one."""
    inquiry = Inquiry.objects.create(**{"reference": new_reference()} | told)
    return _welcome(inquiry)


@controller_atomic()
def receive_brief(**told: str) -> Brief:
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


class NoJewelerChosen(DomainError):
    message = "Choose at least one jeweler."


class JewelerCannotReceive(DomainError):
    message = "Only active jewelers can receive a brief."


@controller_atomic()
def introduce_brief(brief: Brief, jewelers: Sequence[UUID], *, by: Account) -> list[Introduction]:
    """Introduce a brief to the named active jewelers and nobody else; those who have it already are left alone."""
    brief = Brief.objects.select_for_update().get(pk=brief.pk)
    if not brief.is_open:
        raise InquiryClosed
    chosen = list(Jeweler.objects.select_for_update().filter(pk__in=jewelers).order_by("pk"))
    if not chosen:
        raise NoJewelerChosen
    if len(chosen) != len(set(jewelers)) or any(jeweler.state != JewelerState.ACTIVE for jeweler in chosen):
        raise JewelerCannotReceive
    made = [_introduce(brief, jeweler, by) for jeweler in chosen if not _has(brief, jeweler)]
    brief.state = InquiryState.INTRODUCED
    if brief.acknowledged_at is None:
        brief.acknowledged_at, brief.acknowledged_by_id = now(), by.actor_id
    brief.save(update_fields=["state", "acknowledged_at", "acknowledged_by_id"])
    return made


def _has(brief: Brief, jeweler: Jeweler) -> bool:
    return Introduction.objects.filter(brief=brief, jeweler=jeweler).exists()


def _introduce(brief: Brief, jeweler: Jeweler, by: Account) -> Introduction:
    introduction = Introduction.objects.create(
        brief=brief, jeweler=jeweler, introduced_by_id=by.pk, fields_shared=list(SHARED_FIELDS)
    )
    facts = {"jeweler": str(jeweler.pk), "introduction": str(introduction.pk)}
    record("inquiries.brief.introduced", brief, by=by, **facts)
    enqueue("inquiries.deliver_introduction", half=Half.CONTROLLER, introduction_id=str(introduction.pk))
    return introduction


def deliver_introduction(*, introduction_id: str) -> None:
    """Copy the brief into the jeweler's half, then note it and tell the person; may be repeated at any point."""
    introduction = Introduction.objects.select_related("brief", "jeweler").get(pk=introduction_id)
    if introduction.delivered_at is None:
        shared = what_is_shared(introduction.brief)
        crossings.call(
            "clients.receive_lead", tenant_of(introduction.jeweler), introduction_id=introduction_id, **shared
        )
        _note_delivered(introduction)


@controller_atomic()
def _note_delivered(introduction: Introduction) -> None:
    noted = Introduction.objects.filter(pk=introduction.pk, delivered_at=None).update(delivered_at=now())
    if noted:
        enqueue("inquiries.tell_introduced", half=Half.CONTROLLER, introduction_id=str(introduction.pk))


def tell_introduced(*, introduction_id: str) -> None:
    """Tell the person who received their brief."""
    introduction = Introduction.objects.select_related("brief", "jeweler").get(pk=introduction_id)
    context = {"reference": introduction.brief.reference, "jeweler": introduction.jeweler.name}
    mail.send("inquiries.introduced", to=introduction.brief.email, context=context)


def what_is_shared(brief: Brief) -> dict[str, Any]:
    """Return the fields of a brief that a jeweler receives, in the words the person chose from."""
    told = {
        "name": brief.name,
        "email": brief.email,
        "phone": brief.phone,
        "contact_preference": brief.contact_preference,
        "piece_type": brief.get_piece_display(),
        "occasion": brief.get_occasion_display(),
        "budget": brief.get_budget_display(),
        "timing": brief.get_timing_display(),
        "location": brief.location,
        "preferences": brief.preferences,
    }
    return {name: told[name] for name in SHARED_FIELDS}


def _locked[Kind: Received](received: Kind) -> Kind:
    return type(received)._default_manager.select_for_update().get(pk=received.pk)
