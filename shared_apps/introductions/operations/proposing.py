"""Puts one to three houses to a person, without names, and carries out what they say to it (C3, P21)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from shared_apps.accounts.models import Account
from shared_apps.core.actors import Actor, KnownActor
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.restraints import refuse_if_restrained
from shared_apps.egress import mail
from shared_apps.inquiries.models import Brief
from shared_apps.inquiries.operations import InquiryClosed
from shared_apps.introductions import wording
from shared_apps.introductions.enums import IntroductionState, Matter, ProposalState
from shared_apps.introductions.models import Choice, Introduction, Profile, Proposal
from shared_apps.introductions.operations.sharing import (
    JewelerInConflict,
    NoJewelerChosen,
    ask_next,
    locked_brief,
    receiving,
    remind,
)
from shared_apps.introductions.queries import conflicts_with
from shared_apps.introductions.tokens import mark_of, token_of
from shared_apps.tenancy.hosts import Surface, url_on

MOST_CHOICES = 3
VISITOR = KnownActor("visitor")


class TooManyChoices(DomainError):
    message = "Propose three jewelers at the most."


class ChoiceWaits(DomainError):
    message = "A proposal already waits for this person's answer. Take it back first."


class NoLettersWanted(DomainError):
    message = "This person asked to be reached by phone only, so no link can be sent to them."


class ProfileIncomplete(DomainError):
    message = "A jeweler you chose has no profile that can be shown without a name."


class AlreadyIntroduced(DomainError):
    message = "A jeweler you chose has received this brief already."


@controller_atomic()
def propose(brief: Brief, jewelers: Sequence[UUID], *, by: Account) -> Proposal:
    """Put one to three houses to the person, in the order given; the worker sends the link."""
    brief = locked_brief(brief.pk)
    _refuse_proposing(brief, jewelers)
    profiles = _profiles(brief, jewelers)
    proposal = Proposal(brief=brief, made_by_id=by.pk, expires_at=now() + timedelta(days=settings.CHOICE_DAYS))
    proposal.pk = new_id()
    proposal.token_hash = mark_of(token_of(proposal.pk))
    proposal.save(force_insert=True)
    Choice.objects.bulk_create(
        Choice(proposal=proposal, jeweler_id=profile.jeweler_id, position=position, shown=without_name(profile))
        for position, profile in enumerate(profiles, 1)
    )
    record("introductions.proposal.made", proposal, by=by, brief=str(brief.pk), choices=len(profiles))
    enqueue("introductions.send_proposal", half=Half.CONTROLLER, proposal_id=str(proposal.pk))
    return proposal


def new_id() -> UUID:
    """Return a time-ordered key made here: the token's hash must be known when the row is written."""
    return Proposal.objects.raw("SELECT uuidv7() AS id")[0].pk


def _refuse_proposing(brief: Brief, jewelers: Sequence[UUID]) -> None:
    if not brief.is_open:
        raise InquiryClosed
    if not jewelers:
        raise NoJewelerChosen
    if len(set(jewelers)) > MOST_CHOICES:
        raise TooManyChoices
    if not brief.may_be_mailed:
        raise NoLettersWanted
    refuse_if_restrained(brief.email, Purpose.INTRODUCE)
    if brief.proposals.filter(state=ProposalState.OPEN).exists():
        raise ChoiceWaits
    if Introduction.objects.filter(brief=brief, jeweler__in=jewelers).exists():
        raise AlreadyIntroduced


def _profiles(brief: Brief, jewelers: Sequence[UUID]) -> list[Profile]:
    """Return the profiles in the order asked for."""
    receiving(jewelers)
    if conflicts_with(brief.email, jewelers):
        raise JewelerInConflict
    found = {profile.jeweler_id: profile for profile in Profile.objects.filter(jeweler__in=jewelers, is_open=True)}
    wanted = list(dict.fromkeys(jewelers))
    if any(jeweler not in found or not found[jeweler].anonymous_text for jeweler in wanted):
        raise ProfileIncomplete
    return [found[jeweler] for jeweler in wanted]


def without_name(profile: Profile) -> dict[str, Any]:
    """Return what the person sees of a house: everything but who it is."""
    return {
        "text": profile.anonymous_text,
        "text_zh": profile.anonymous_text_zh,
        "city": profile.city,
        "works_remotely": profile.works_remotely,
        "lead_weeks": profile.lead_weeks,
        "specialisms": profile.specialisms,
        "styles": profile.styles,
        "languages": profile.languages,
    }


def send_proposal(*, proposal_id: str) -> None:
    """Send the link; one that was answered, taken back or sent stays as it is."""
    proposal = Proposal.objects.select_related("brief").get(pk=proposal_id)
    if not proposal.is_open or proposal.sent_at is not None:
        return
    brief = proposal.brief
    context = {"reference": brief.reference, "link": link_of(proposal), "days": settings.CHOICE_DAYS}
    mail.send("introductions.proposal", to=brief.email, context=context, language=brief.language)
    Proposal.objects.filter(pk=proposal.pk).update(sent_at=now())


def link_of(proposal: Proposal) -> str:
    """Return the address at which the person chooses, in their language."""
    prefix = "" if proposal.brief.language == "en" else f"/{proposal.brief.language}"
    return url_on(Surface.SITE, f"{prefix}/choices/{token_of(proposal.pk)}")


@controller_atomic()
def take_back(proposal: Proposal, *, by: Actor) -> Proposal:
    """Take an unanswered proposal back, so that another can be made; its link leads nowhere from then on."""
    locked_brief(proposal.brief_id)
    proposal = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if proposal.state == ProposalState.OPEN:
        proposal.state = ProposalState.REPLACED
        proposal.save(update_fields=["state"])
        record("introductions.proposal.taken_back", proposal, by=by)
    return proposal


class ChoiceUnknown(DomainError):
    message = "This link leads nowhere."


class ChoiceExpired(DomainError):
    message = "This link has expired."


class ChoiceMade(DomainError):
    message = "You have answered already."


class NothingChosen(DomainError):
    message = "Choose at least one jeweler, or ask us for others."


class WordsChanged(DomainError):
    message = "The page has changed since you opened it. Please read it once more."


@controller_atomic()
def choose(token: str, chosen: Collection[UUID], *, language: str, text_hash: str) -> Proposal:
    """Note whom the person said yes to, on which words, and ask the first of them."""
    proposal = _locked_open(token)
    choices = list(proposal.choices.order_by("position"))
    wanted = [choice for choice in choices if choice.pk in chosen]
    if not wanted or len(wanted) != len(set(chosen)):
        raise NothingChosen
    if text_hash != wording.choice_hash(language, shown_in(choices)):
        raise WordsChanged
    refuse_if_restrained(proposal.brief.email, Purpose.INTRODUCE)
    for choice in choices:
        choice.is_chosen = choice in wanted
    Choice.objects.bulk_update(choices, ["is_chosen"])
    proposal.language, proposal.text_hash, proposal.wording_version = language, text_hash, wording.VERSION
    _close(proposal, ProposalState.CHOSEN, yes=len(wanted))
    Introduction.objects.bulk_create(
        Introduction(
            brief=proposal.brief,
            jeweler_id=choice.jeweler_id,
            introduced_by_id=proposal.made_by_id,
            proposal_id=proposal.pk,
            position=choice.position,
            state=IntroductionState.WAITING,
        )
        for choice in wanted
    )
    ask_next(proposal.brief, by=VISITOR)
    return proposal


def shown_in(choices: Sequence[Choice]) -> list[dict[str, Any]]:
    return [choice.shown for choice in choices]


@controller_atomic()
def ask_for_others(token: str) -> Proposal:
    """Note that none of them is right; staff look for others."""
    proposal = _locked_open(token)
    _close(proposal, ProposalState.OTHERS, yes=0)
    remind(proposal.brief, Matter.OTHERS_WANTED, proposal=proposal)
    return proposal


def proposal_of(token: str) -> Proposal:
    """Return the proposal a link leads to; raises ChoiceUnknown."""
    found = Proposal.objects.select_related("brief").filter(token_hash=mark_of(token)).first()
    if found is None or found.state == ProposalState.REPLACED:
        raise ChoiceUnknown
    return found


def _locked_open(token: str) -> Proposal:
    known = proposal_of(token)
    brief = locked_brief(known.brief_id)
    proposal = Proposal.objects.select_for_update().get(pk=known.pk)
    proposal.brief = brief
    if proposal.state != ProposalState.OPEN:
        raise ChoiceMade
    if not proposal.is_open or not brief.is_open:
        raise ChoiceExpired
    return proposal


def _close(proposal: Proposal, state: ProposalState, *, yes: int) -> None:
    proposal.state, proposal.answered_at = state, now()
    proposal.save(update_fields=["state", "answered_at", "language", "text_hash", "wording_version"])
    record("introductions.proposal.answered", proposal, by=VISITOR, answer=str(state), yes=yes)
