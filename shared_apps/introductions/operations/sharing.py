"""Hands a brief to jewelers: on a person's consent and a person's decision, recorded for good (P21, P31, P43).

Whoever changes what becomes of a brief holds the brief's row first; two members of staff take turns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from shared_apps.accounts.models import Account
from shared_apps.core import crossings
from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.restraints import refuse_if_restrained
from shared_apps.core.working_hours import add_working_hours
from shared_apps.egress import mail
from shared_apps.inquiries.models import Brief
from shared_apps.inquiries.operations import InquiryClosed, mark_introduced
from shared_apps.introductions import wording
from shared_apps.introductions.enums import TURNED_DOWN, Basis, IntroductionState, Matter
from shared_apps.introductions.models import FollowUp, Introduction, Proposal, Share
from shared_apps.introductions.queries import conflicts_with, office_of
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.queries import tenant_of
from shared_apps.tenancy.hosts import Surface, url_on

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
UNDERWAY = (
    IntroductionState.ASKED,
    IntroductionState.ACCEPTED,
    IntroductionState.CONTACTED,
    IntroductionState.WON,
)


@dataclass(frozen=True)
class Consent:
    """What a person agreed to, when, in which words, and who on our side decided to act on it."""

    basis: Basis
    proposal_id: UUID | None
    text_hash: str
    wording_version: str
    language: str
    consented_at: datetime
    decided_by_id: UUID


class NoJewelerChosen(DomainError):
    message = "Choose at least one jeweler."


class JewelerCannotReceive(DomainError):
    message = "Only active jewelers can receive a brief."


class ConsentMissing(DomainError):
    message = "This person did not ask to be introduced directly: propose jewelers, and let them choose."


class JewelerInConflict(DomainError):
    message = "A conflict is noted between this person and a jeweler you chose."


@controller_atomic()
def introduce_brief(brief: Brief, jewelers: Sequence[UUID], *, by: Account) -> list[Introduction]:
    """Introduce a person who asked for it directly to the named active jewelers; those who have it are left alone."""
    brief = locked_brief(brief.pk)
    if not brief.is_open:
        raise InquiryClosed
    chosen = receiving(jewelers)
    if not brief.wants_direct_introduction:
        raise ConsentMissing
    refuse_if_restrained(brief.email, Purpose.INTRODUCE)
    if conflicts_with(brief.email, [jeweler.pk for jeweler in chosen]):
        raise JewelerInConflict
    has = set(Introduction.objects.filter(brief=brief).values_list("jeweler_id", flat=True))
    made = [_introduce(brief, jeweler, by) for jeweler in chosen if jeweler.pk not in has]
    mark_introduced(brief, by.pk)
    return made


def locked_brief(brief_id: UUID) -> Brief:
    return Brief.objects.select_for_update().get(pk=brief_id)


def receiving(jewelers: Sequence[UUID]) -> list[Jeweler]:
    """Return the named jewelers, held; raises NoJewelerChosen, JewelerCannotReceive."""
    chosen = list(Jeweler.objects.select_for_update().filter(pk__in=jewelers).order_by("pk"))
    if not jewelers:
        raise NoJewelerChosen
    if len(chosen) != len(set(jewelers)) or any(jeweler.state != JewelerState.ACTIVE for jeweler in chosen):
        raise JewelerCannotReceive
    return chosen


def _introduce(brief: Brief, jeweler: Jeweler, by: Account) -> Introduction:
    introduction = Introduction.objects.create(
        brief=brief, jeweler=jeweler, introduced_by_id=by.pk, state=IntroductionState.WAITING
    )
    consent = Consent(
        basis=Basis.DIRECT,
        proposal_id=None,
        text_hash=wording.direct_hash(brief.language),
        wording_version=wording.VERSION,
        language=brief.language,
        consented_at=brief.created_at,
        decided_by_id=by.pk,
    )
    _ask(introduction, consent, by=by)
    return introduction


def ask_next(brief: Brief, *, by: Actor) -> Introduction | None:
    """Ask the next jeweler the person said yes to, unless one has it; staff are told when nobody is left.

    The brief is held by the caller.
    """
    if not brief.is_open or brief.introductions.filter(state__in=UNDERWAY).exists():
        return None
    waiting = brief.introductions.filter(state=IntroductionState.WAITING).select_related("jeweler")
    for introduction in waiting.select_for_update(of=["self"]).order_by("created_at", "position", "pk"):
        if introduction.jeweler.state == JewelerState.ACTIVE:
            _ask(introduction, _chosen(introduction), by=by)
            mark_introduced(brief, introduction.introduced_by_id)
            return introduction
        Introduction.objects.filter(pk=introduction.pk).update(state=IntroductionState.SPARED)
    last = brief.introductions.filter(state__in=TURNED_DOWN).order_by("-answered_at", "-pk").first()
    remind(brief, Matter.NOBODY_LEFT, introduction=last)
    return None


def _chosen(introduction: Introduction) -> Consent:
    """Return the consent by which this jeweler was chosen."""
    proposal = Proposal.objects.get(pk=str(introduction.proposal_id))
    return Consent(
        basis=Basis.CHOICE,
        proposal_id=proposal.pk,
        text_hash=proposal.text_hash,
        wording_version=proposal.wording_version,
        language=proposal.language,
        consented_at=proposal.answered_at or now(),
        decided_by_id=proposal.made_by_id,
    )


def _ask(introduction: Introduction, consent: Consent, *, by: Actor) -> None:
    """Start the jeweler's clock, write the record of what is shared, and let the worker carry it over."""
    introduction.state, introduction.asked_at = IntroductionState.ASKED, now()
    introduction.answer_due_at = answer_due(introduction.asked_at)
    introduction.fields_shared = list(SHARED_FIELDS)
    introduction.save(update_fields=["state", "asked_at", "answer_due_at", "fields_shared"])
    Share.objects.create(
        introduction_id=introduction.pk,
        brief_id=introduction.brief_id,
        jeweler_id=introduction.jeweler_id,
        fields_shared=list(SHARED_FIELDS),
        basis=consent.basis,
        proposal_id=consent.proposal_id,
        wording_version=consent.wording_version,
        text_hash=consent.text_hash,
        language=consent.language,
        consented_at=consent.consented_at,
        decided_by_id=consent.decided_by_id,
    )
    facts = {"jeweler": str(introduction.jeweler_id), "introduction": str(introduction.pk)}
    record("inquiries.brief.introduced", introduction.brief, by=by, **facts)
    enqueue("introductions.deliver", half=Half.CONTROLLER, introduction_id=str(introduction.pk))


def remind(
    brief: Brief,
    matter: Matter,
    *,
    introduction: Introduction | None = None,
    proposal: Proposal | None = None,
    due_at: datetime | None = None,
) -> None:
    """Put a matter on the staff's list, once."""
    FollowUp.objects.get_or_create(
        brief=brief,
        introduction=introduction,
        proposal=proposal,
        matter=matter,
        defaults={"due_at": due_at or now()},
    )


def deliver_introduction(*, introduction_id: str) -> None:
    """Copy the brief into the jeweler's half, then note it and tell the person; may be repeated at any point."""
    introduction = Introduction.objects.select_related("brief", "jeweler").get(pk=introduction_id)
    if introduction.delivered_at is not None or introduction.state not in UNDERWAY:
        return
    refuse_if_restrained(introduction.brief.email, Purpose.INTRODUCE)
    # The jeweler's clock runs from when the brief is there, however long the queue was.
    introduction.answer_due_at = answer_due(now())
    crossings.call(
        "clients.receive_lead",
        tenant_of(introduction.jeweler),
        introduction_id=introduction_id,
        answer_due_at=introduction.answer_due_at.isoformat(),
        **what_is_shared(introduction.brief),
    )
    _note_delivered(introduction)


def answer_due(start: datetime) -> datetime:
    """Return until when a jeweler who was asked at ``start`` answers."""
    return add_working_hours(start, settings.ANSWER_INTRODUCTION_HOURS)


@controller_atomic()
def _note_delivered(introduction: Introduction) -> None:
    undelivered = Introduction.objects.filter(pk=introduction.pk, delivered_at=None)
    noted = undelivered.update(delivered_at=now(), answer_due_at=introduction.answer_due_at)
    if not noted:
        return
    introduction.refresh_from_db()
    enqueue("introductions.tell_introduced", half=Half.CONTROLLER, introduction_id=str(introduction.pk))
    enqueue("introductions.tell_jeweler", half=Half.CONTROLLER, introduction_id=str(introduction.pk))
    if introduction.state != IntroductionState.ASKED:
        # It was withdrawn or passed on while it was being carried over; the copy must say so too.
        enqueue("introductions.mirror_lead", half=Half.CONTROLLER, introduction_id=str(introduction.pk))


def tell_introduced(*, introduction_id: str) -> None:
    """Tell the person who received their brief, in their language; by phone where mail is not wanted (P43)."""
    introduction = Introduction.objects.select_related("brief", "jeweler").get(pk=introduction_id)
    brief = introduction.brief
    if not brief.may_be_mailed:
        with controller_atomic():
            remind(brief, Matter.TELL_BY_PHONE, introduction=introduction)
        return
    context = {"reference": brief.reference, "jeweler": introduction.jeweler.name}
    mail.send("introductions.introduced", to=brief.email, context=context, language=brief.language)


def tell_jeweler(*, introduction_id: str) -> None:
    """Tell the house's owners and managers that a lead waits and until when; the mail says nothing of the person."""
    introduction = Introduction.objects.select_related("jeweler").get(pk=introduction_id)
    if introduction.state != IntroductionState.ASKED:
        return
    link = url_on(Surface.WORKSPACE, "/clients/leads/", tenant_of(introduction.jeweler))
    for email in office_of(introduction.jeweler_id):
        mail.send("introductions.lead_waits", to=email, context={"link": link, "due": introduction.answer_due_at})


def what_is_shared(brief: Brief) -> dict[str, Any]:
    """Return the fields of a brief that a jeweler receives, in the words the person chose from."""
    with translation.override("en"):
        told = {
            "name": brief.name,
            "email": brief.email,
            "phone": brief.phone,
            "contact_preference": brief.contact_preference,
            "piece_type": brief.get_piece_display(),
            "occasion": brief.get_occasion_display(),
            "budget": brief.budget_words,
            "timing": brief.timing_words,
            "location": brief.location,
            "preferences": brief.wishes_words,
        }
        return {name: str(told[name]) for name in SHARED_FIELDS}


def mirror_lead(*, introduction_id: str) -> None:
    """Tell the jeweler's half how far the introduction has come; may be repeated at any point."""
    introduction = Introduction.objects.select_related("brief", "jeweler").get(pk=introduction_id)
    crossings.call(
        "clients.mirror_lead",
        tenant_of(introduction.jeweler),
        introduction_id=introduction_id,
        state=str(introduction.state),
        is_withdrawn=introduction.brief.close_reason == "withdrawn",
        contacted_at=introduction.contacted_at.isoformat() if introduction.contacted_at else "",
    )


def mirror_later(introduction: Introduction) -> None:
    enqueue("introductions.mirror_lead", half=Half.CONTROLLER, introduction_id=str(introduction.pk))
