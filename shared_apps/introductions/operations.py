"""Introduces a brief to jewelers: an explicit act of a person, recorded (P21, P43)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from shared_apps.accounts.models import Account
from shared_apps.core import crossings
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.egress import mail
from shared_apps.inquiries.enums import InquiryState
from shared_apps.inquiries.models import Brief
from shared_apps.inquiries.operations import InquiryClosed
from shared_apps.introductions.models import Introduction
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.queries import tenant_of

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
    enqueue("introductions.deliver", half=Half.CONTROLLER, introduction_id=str(introduction.pk))
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
        enqueue("introductions.tell_introduced", half=Half.CONTROLLER, introduction_id=str(introduction.pk))


def tell_introduced(*, introduction_id: str) -> None:
    """Tell the person who received their brief."""
    introduction = Introduction.objects.select_related("brief", "jeweler").get(pk=introduction_id)
    context = {"reference": introduction.brief.reference, "jeweler": introduction.jeweler.name}
    mail.send("introductions.introduced", to=introduction.brief.email, context=context)


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
