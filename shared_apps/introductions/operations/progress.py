"""How far an introduction comes: answer, first contact, outcome, withdrawal, and the clocks behind them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.working_hours import add_working_hours, working_day_hours
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import Brief
from shared_apps.inquiries.operations import close
from shared_apps.introductions.enums import (
    IN_HAND,
    DeclineReason,
    IntroductionState,
    Matter,
    OutcomeReason,
    ProposalState,
)
from shared_apps.introductions.models import FollowUp, Introduction, Proposal
from shared_apps.introductions.operations.proposing import VISITOR, proposal_of
from shared_apps.introductions.operations.sharing import ask_next, locked_brief, mirror_later, remind

FIRST_LOOK, SECOND_LOOK = timedelta(days=3), timedelta(days=14)


class IntroductionUnknown(DomainError):
    message = "DIA'LOG holds no introduction for this lead any more."


class PassedOn(DomainError):
    message = "There was no answer in time, and this brief was passed on to another jeweler."


class PersonWithdrew(DomainError):
    message = "The person has withdrawn this brief. Please do not contact them about it."


class LeadAnswered(DomainError):
    message = "This lead was answered already."


@controller_atomic()
def accept(introduction_id: UUID, jeweler_id: UUID, *, by: Actor) -> Introduction:
    """Take an introduction on in the jeweler's name; doing it twice changes nothing."""
    introduction = _held(introduction_id, jeweler_id)
    if introduction.state in {*IN_HAND, IntroductionState.WON, IntroductionState.LOST}:
        return introduction
    _refuse_unless_asked(introduction)
    at = now()
    introduction.state, introduction.answered_at = IntroductionState.ACCEPTED, at
    introduction.contact_due_at = add_working_hours(at, working_day_hours())
    introduction.save(update_fields=["state", "answered_at", "contact_due_at"])
    _note("accepted", introduction, by=by)
    for matter, after in ((Matter.DAY_3, FIRST_LOOK), (Matter.DAY_14, SECOND_LOOK)):
        remind(introduction.brief, matter, introduction=introduction, due_at=at + after)
    mirror_later(introduction)
    return introduction


@controller_atomic()
def decline(introduction_id: UUID, jeweler_id: UUID, *, reason: DeclineReason, by: Actor) -> Introduction:
    """Turn an introduction down in the jeweler's name; the next jeweler the person chose is asked at once."""
    introduction = _held(introduction_id, jeweler_id)
    if introduction.state == IntroductionState.DECLINED:
        return introduction
    _refuse_unless_asked(introduction)
    introduction.decline_reason = DeclineReason(reason)
    _turn_down(introduction, IntroductionState.DECLINED, by=by)
    return introduction


def _refuse_unless_asked(introduction: Introduction) -> None:
    refusals = {IntroductionState.LAPSED: PassedOn, IntroductionState.WITHDRAWN: PersonWithdrew}
    if introduction.state != IntroductionState.ASKED:
        raise refusals.get(IntroductionState(introduction.state), LeadAnswered)


def _turn_down(introduction: Introduction, state: IntroductionState, *, by: Actor) -> None:
    introduction.state, introduction.answered_at = state, now()
    introduction.save(update_fields=["state", "answered_at", "decline_reason"])
    _note(str(state), introduction, by=by)
    mirror_later(introduction)
    ask_next(introduction.brief, by=by)


class NotAccepted(DomainError):
    message = "Accept the introduction first."


class EndedAlready(DomainError):
    message = "The outcome is noted already."


@controller_atomic()
def note_contact(introduction_id: UUID, jeweler_id: UUID, *, by: Actor) -> Introduction:
    """Note that the jeweler has been in touch with the person; the first time stays."""
    introduction = _held(introduction_id, jeweler_id)
    _refuse_unless_in_hand(introduction)
    if introduction.state == IntroductionState.ACCEPTED:
        introduction.state, introduction.contacted_at = IntroductionState.CONTACTED, now()
        introduction.save(update_fields=["state", "contacted_at"])
        _note("contacted", introduction, by=by)
        _settle(introduction, Matter.NO_CONTACT)
        mirror_later(introduction)
    return introduction


@controller_atomic()
def note_outcome(
    introduction_id: UUID, jeweler_id: UUID, *, is_won: bool, reason: OutcomeReason, by: Actor
) -> Introduction:
    """Note how it ended and why; a commission spares the jewelers next in line, a loss asks nobody by itself."""
    introduction = _held(introduction_id, jeweler_id)
    _refuse_unless_in_hand(introduction)
    state = IntroductionState.WON if is_won else IntroductionState.LOST
    introduction.state, introduction.ended_at, introduction.outcome_reason = state, now(), OutcomeReason(reason)
    introduction.save(update_fields=["state", "ended_at", "outcome_reason"])
    _note(str(state), introduction, by=by)
    if is_won:
        waiting = introduction.brief.introductions.filter(state=IntroductionState.WAITING)
        waiting.update(state=IntroductionState.SPARED)
    _settle(introduction, Matter.NO_CONTACT, Matter.DAY_3, Matter.DAY_14)
    mirror_later(introduction)
    return introduction


def _refuse_unless_in_hand(introduction: Introduction) -> None:
    if introduction.state in {IntroductionState.WON, IntroductionState.LOST}:
        raise EndedAlready
    if introduction.state == IntroductionState.WITHDRAWN:
        raise PersonWithdrew
    if introduction.state not in IN_HAND:
        raise NotAccepted


@controller_atomic()
def withdraw_brief(brief: Brief, *, by: Actor, seen: int | None = None) -> Brief:
    """Carry out that the person wants no more of it: nobody is asked any more, and every copy says so (P43, P62)."""
    brief = locked_brief(brief.pk)
    proposals = brief.proposals.filter(state=ProposalState.OPEN)
    proposals.update(state=ProposalState.WITHDRAWN, answered_at=now())
    if brief.is_open:
        brief = close(brief, reason=CloseReason.WITHDRAWN, by=by, seen=seen)
    for introduction in brief.introductions.select_for_update().order_by("pk"):
        _withdraw(introduction, by=by)
    return brief


def _withdraw(introduction: Introduction, *, by: Actor) -> None:
    was_asked = introduction.asked_at is not None or introduction.delivered_at is not None
    if introduction.state == IntroductionState.WAITING:
        introduction.state = IntroductionState.SPARED
        introduction.save(update_fields=["state"])
    elif introduction.state in {IntroductionState.ASKED, *IN_HAND}:
        introduction.state = IntroductionState.WITHDRAWN
        introduction.save(update_fields=["state"])
        _note("withdrawn", introduction, by=by)
        _settle(introduction, *Matter)
    if was_asked:
        mirror_later(introduction)


def withdraw_by_link(token: str) -> Brief:
    """Carry out that the person withdrew on the page of their link, before or after they chose."""
    return withdraw_brief(proposal_of(token).brief, by=VISITOR)


@controller_atomic()
def settle_follow_up(follow_up: FollowUp, *, by: Actor) -> FollowUp:
    """Note that somebody looked after it; the first one stays."""
    FollowUp.objects.filter(pk=follow_up.pk, done_at=None).update(done_at=now(), done_by_id=by.actor_id)
    follow_up.refresh_from_db()
    return follow_up


def run_clocks() -> None:
    """Do what time has come for: pass on what nobody answered, close old proposals, tell staff of silence."""
    at = now()
    asked = Introduction.objects.filter(state=IntroductionState.ASKED, delivered_at__isnull=False, answer_due_at__lt=at)
    silent = Introduction.objects.filter(state=IntroductionState.ACCEPTED, contact_due_at__lt=at).exclude(
        follow_ups__matter=Matter.NO_CONTACT
    )
    unanswered = Proposal.objects.filter(state=ProposalState.OPEN, expires_at__lt=at)
    due: tuple[tuple[list[UUID], Callable[[UUID], None]], ...] = (
        (_ids(asked), _lapse),
        (_ids(silent), _tell_of_silence),
        (_ids(unanswered), _expire),
    )
    for ids, act in due:
        for pk in ids:
            act(pk)


def _ids(rows: object) -> list[UUID]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[: settings.CLOCK_BATCH])  # type: ignore[attr-defined]


@controller_atomic()
def _lapse(pk: UUID) -> None:
    introduction = _held(pk)
    late = introduction.answer_due_at is not None and introduction.answer_due_at < now()
    if introduction.state == IntroductionState.ASKED and late:
        _turn_down(introduction, IntroductionState.LAPSED, by=SYSTEM)


@controller_atomic()
def _tell_of_silence(pk: UUID) -> None:
    introduction = _held(pk)
    if introduction.state == IntroductionState.ACCEPTED:
        remind(introduction.brief, Matter.NO_CONTACT, introduction=introduction)


@controller_atomic()
def _expire(pk: UUID) -> None:
    brief = locked_brief(Proposal.objects.values_list("brief_id", flat=True).get(pk=pk))
    proposal = Proposal.objects.select_for_update().get(pk=pk)
    if proposal.state == ProposalState.OPEN and not proposal.is_open:
        proposal.state = ProposalState.EXPIRED
        proposal.save(update_fields=["state"])
        record("introductions.proposal.expired", proposal, by=SYSTEM)
        remind(brief, Matter.NO_ANSWER, proposal=proposal)


def _held(introduction_id: UUID, jeweler_id: UUID | None = None) -> Introduction:
    """Return the introduction, its brief held first; raises IntroductionUnknown for another jeweler's."""
    rows = Introduction.objects.filter(pk=introduction_id)
    known = (rows if jeweler_id is None else rows.filter(jeweler_id=jeweler_id)).first()
    if known is None:
        raise IntroductionUnknown
    brief = locked_brief(known.brief_id)
    introduction = Introduction.objects.select_for_update().get(pk=introduction_id)
    introduction.brief = brief
    return introduction


def _settle(introduction: Introduction, *matters: Matter) -> None:
    open_ones = FollowUp.objects.filter(introduction=introduction, matter__in=matters, done_at=None)
    open_ones.update(done_at=now())


def _note(what: str, introduction: Introduction, *, by: Actor) -> None:
    record(f"introductions.introduction.{what}", introduction, by=by, jeweler=str(introduction.jeweler_id))
