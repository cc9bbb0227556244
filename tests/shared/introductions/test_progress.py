"""One jeweler is asked after the other, under clocks; whoever withdraws is heard everywhere."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.working_hours import add_working_hours
from shared_apps.inquiries.enums import CloseReason
from shared_apps.introductions import operations
from shared_apps.introductions.enums import (
    DeclineReason,
    IntroductionState,
    Matter,
    OutcomeReason,
    ProposalState,
)
from shared_apps.introductions.models import FollowUp, Introduction, Share
from shared_apps.introductions.operations import sharing
from shared_apps.introductions.tokens import token_of
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.models import Lead
from tests.shared.inquiries.conftest import BRIEF
from tests.shared.introductions.conftest import clear_jobs, received
from tests.shared.introductions.steps import matters, say_yes, states
from tests.support.people import make_member
from tests.support.work import work_off


@pytest.fixture
def asked(proposal):
    """Maison Aurelle has the brief, Atelier Bellamy is next in line."""
    say_yes(proposal, 1, 2)
    work_off()
    return proposal.brief.introductions.get(position=1)


def test_a_jeweler_accepts_and_two_looks_are_planned(asked, staff, jeweler_a, leads_of):
    at = now()
    with time_machine.travel(at, tick=False):
        operations.accept(asked.pk, jeweler_a.id, by=staff)
        operations.accept(asked.pk, jeweler_a.id, by=staff)
    work_off()

    asked.refresh_from_db()
    assert (asked.state, asked.answered_at) == (IntroductionState.ACCEPTED, at)
    assert asked.contact_due_at == add_working_hours(at, 9)
    planned = dict(FollowUp.objects.filter(introduction=asked).values_list("matter", "due_at"))
    assert planned == {Matter.DAY_3: at + timedelta(days=3), Matter.DAY_14: at + timedelta(days=14)}
    assert leads_of(jeweler_a, "state") == [("accepted",)]


def test_declining_asks_the_next_one_the_person_chose(asked, staff, jeweler_a, jeweler_b, leads_of):
    operations.decline(asked.pk, jeweler_a.id, reason=DeclineReason.NO_TIME, by=staff)
    work_off()

    assert states(asked.brief) == ["declined", "asked"]
    assert (leads_of(jeweler_a), leads_of(jeweler_b)) == ([(BRIEF["name"], "declined")], [(BRIEF["name"], "new")])
    assert set(Share.objects.values_list("jeweler_id", flat=True)) == {jeweler_a.id, jeweler_b.id}


def test_silence_passes_it_on_and_staff_are_told_when_nobody_is_left(asked, jeweler_a, jeweler_b, leads_of):
    for _turn in range(2):
        with time_machine.travel(now() + timedelta(days=7), tick=False):
            operations.run_clocks()
            operations.run_clocks()
        work_off()
        Introduction.objects.filter(state="asked").update(answer_due_at=now() - timedelta(hours=1))
    operations.run_clocks()
    work_off()

    assert states(asked.brief) == ["lapsed", "lapsed"]
    assert (leads_of(jeweler_a, "state"), leads_of(jeweler_b, "state")) == ([("lapsed",)], [("lapsed",)])
    assert matters(asked.brief) == {Matter.NOBODY_LEFT}


def test_a_late_answer_finds_it_passed_on(asked, staff, jeweler_a):
    Introduction.objects.filter(pk=asked.pk).update(answer_due_at=now() - timedelta(minutes=1))
    operations.run_clocks()

    with pytest.raises(operations.PassedOn):
        operations.accept(asked.pk, jeweler_a.id, by=staff)


def test_the_clock_runs_from_the_arrival_and_never_before_it(proposal):
    say_yes(proposal, 1)
    clear_jobs()
    Introduction.objects.update(answer_due_at=now() - timedelta(hours=1))

    operations.run_clocks()
    assert states(proposal.brief) == ["asked"]

    at = now() + timedelta(days=2)
    with time_machine.travel(at, tick=False):
        operations.deliver_introduction(introduction_id=str(proposal.brief.introductions.get().pk))
    assert proposal.brief.introductions.get().answer_due_at == add_working_hours(at, 4)


def test_a_house_that_is_no_longer_active_is_passed_over(proposal, jeweler_a, jeweler_b):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state="suspended")

    say_yes(proposal, 1, 2)

    assert states(proposal.brief) == ["spared", "asked"]


def test_another_jeweler_cannot_answer_for_this_one(asked, staff, jeweler_b):
    for act in (operations.accept, operations.note_contact):
        with pytest.raises(operations.IntroductionUnknown):
            act(asked.pk, jeweler_b.id, by=staff)
    asked.refresh_from_db()
    assert asked.state == IntroductionState.ASKED


def test_silence_after_accepting_is_told_to_staff_once_and_settled_by_the_contact(asked, staff, jeweler_a, leads_of):
    operations.accept(asked.pk, jeweler_a.id, by=staff)
    with time_machine.travel(now() + timedelta(days=4), tick=False):
        operations.run_clocks()
        operations.run_clocks()
    assert Matter.NO_CONTACT in matters(asked.brief)

    operations.note_contact(asked.pk, jeweler_a.id, by=staff)
    work_off()

    assert Matter.NO_CONTACT not in matters(asked.brief)
    assert leads_of(jeweler_a, "contacted_at")[0][0] is not None


@pytest.mark.parametrize(("is_won", "others"), [(True, "spared"), (False, "waiting")])
def test_an_outcome_is_noted_with_its_reason(asked, jeweler_a, leads_of, is_won, others):
    operations.accept(asked.pk, jeweler_a.id, by=SYSTEM)

    operations.note_outcome(asked.pk, jeweler_a.id, is_won=is_won, reason=OutcomeReason.PRICE, by=SYSTEM)
    work_off()

    word = "won" if is_won else "lost"
    assert states(asked.brief) == [word, others]
    assert leads_of(jeweler_a, "outcome") == [(word,)]
    with pytest.raises(operations.EndedAlready):
        operations.note_outcome(asked.pk, jeweler_a.id, is_won=True, reason=OutcomeReason.PRICE, by=SYSTEM)


def test_an_outcome_needs_an_acceptance(asked, staff, jeweler_a):
    with pytest.raises(operations.NotAccepted):
        operations.note_outcome(asked.pk, jeweler_a.id, is_won=True, reason=OutcomeReason.OTHER, by=staff)


def test_withdrawing_reaches_every_jeweler_who_holds_the_lead(asked, jeweler_a, jeweler_b, leads_of, proposal):
    operations.decline(asked.pk, jeweler_a.id, reason=DeclineReason.OTHER, by=SYSTEM)
    work_off()

    operations.withdraw_by_link(token_of(proposal.pk))
    operations.withdraw_by_link(token_of(proposal.pk))
    work_off()

    asked.brief.refresh_from_db()
    assert (asked.brief.close_reason, states(asked.brief)) == (CloseReason.WITHDRAWN, ["declined", "withdrawn"])
    assert (leads_of(jeweler_a, "state"), leads_of(jeweler_b, "state")) == ([("withdrawn",)], [("withdrawn",)])
    assert matters(asked.brief) == set()


def test_withdrawing_before_choosing_shares_nothing(proposal, jeweler_a, leads_of):
    operations.withdraw_by_link(token_of(proposal.pk))
    work_off()

    proposal.refresh_from_db()
    assert (proposal.state, leads_of(jeweler_a)) == (ProposalState.WITHDRAWN, [])
    with pytest.raises(operations.ChoiceMade):
        say_yes(proposal, 1)


def test_who_withdraws_while_the_brief_is_on_its_way_is_not_delivered(proposal, jeweler_a, leads_of):
    say_yes(proposal, 1)

    operations.withdraw_by_link(token_of(proposal.pk))
    work_off()

    assert leads_of(jeweler_a) == []


def test_a_withdrawal_in_the_middle_of_the_delivery_still_reaches_the_copy(proposal, jeweler_a, leads_of, monkeypatch):
    say_yes(proposal, 1)
    clear_jobs()
    introduction = proposal.brief.introductions.get()
    call = sharing.crossings.call

    def withdrawn_meanwhile(name, tenant, /, **told):
        arrived = call(name, tenant, **told)
        if name == "clients.receive_lead":
            operations.withdraw_by_link(token_of(proposal.pk))
            clear_jobs()
        return arrived

    with monkeypatch.context() as racing:
        racing.setattr(sharing.crossings, "call", withdrawn_meanwhile)
        operations.deliver_introduction(introduction_id=str(introduction.pk))
    work_off()

    assert leads_of(jeweler_a, "state") == [("withdrawn",)]


@pytest.fixture
def chosen_first(proposal, jeweler_a):
    """An introduction that is decided and not delivered, and to whom."""
    say_yes(proposal, 1)
    return proposal.brief.introductions.get(), jeweler_a


STEPS = ("before the copy", "after the copy", "after the note")


@pytest.mark.parametrize("step", STEPS)
def test_a_worker_killed_in_the_middle_loses_nothing_and_doubles_nothing(
    chosen_first, leads_of, mailoutbox, monkeypatch, step
):
    introduction, jeweler_a = chosen_first
    call, note = sharing.crossings.call, sharing._note_delivered

    def killed_call(name, tenant, /, **told):
        if step == "after the copy":
            call(name, tenant, **told)
        raise KeyboardInterrupt

    def killed_note(made):
        note(made)
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        if step == "after the note":
            killed.setattr(sharing, "_note_delivered", killed_note)
        else:
            killed.setattr(sharing.crossings, "call", killed_call)
        with pytest.raises(KeyboardInterrupt):
            operations.deliver_introduction(introduction_id=str(introduction.pk))
    work_off()

    introduction.refresh_from_db()
    assert (leads_of(jeweler_a), introduction.delivered_at is not None) == ([(BRIEF["name"], "new")], True)
    assert (len(mailoutbox), Share.objects.count()) == (1, 1)


def test_who_wants_no_mail_is_told_by_phone(staff, jeweler_a, profiles, mailoutbox):
    brief = received(contact_preference="discreet_phone", wants_direct_introduction=True)
    operations.introduce_brief(brief, [jeweler_a.id], by=staff)
    work_off()

    assert (mailoutbox, matters(brief)) == ([], {Matter.TELL_BY_PHONE})


def test_a_lead_taken_on_as_a_client_stays_one_when_the_person_withdraws(asked, staff, jeweler_a, leads_of, proposal):
    with jeweler_context(jeweler_a):
        Lead.objects.update(state="converted")

    operations.withdraw_by_link(token_of(proposal.pk))
    work_off()

    ((state, withdrawn_at),) = leads_of(jeweler_a, "state", "withdrawn_at")
    assert (state, withdrawn_at is not None) == ("converted", True)


def test_the_house_is_told_that_a_lead_waits_and_nothing_of_the_person(proposal, jeweler_a, mailoutbox):
    for role in ("owner", "manager", "sales"):
        make_member(jeweler_a, role)
    clear_jobs()
    mailoutbox.clear()

    say_yes(proposal, 1)
    work_off()

    told = [mail for mail in mailoutbox if mail.subject == "An introduction waits for your answer"]
    assert {mail.to[0].split("@")[0] for mail in told} == {"owner", "manager"}
    assert [word for mail in told for word in (BRIEF["name"], BRIEF["email"], "ngagement") if word in mail.body] == []
    assert all("/clients/leads/" in mail.body for mail in told)


@pytest.mark.parametrize(
    ("asked_at", "due"),
    [
        ("2027-01-29 17:00", "2027-02-01 12:00"),
        ("2028-02-28 16:00", "2028-02-29 11:00"),
        ("2028-02-29 16:00", "2028-03-01 11:00"),
        ("2027-03-25 17:00", "2027-03-30 12:00"),
        ("2026-10-24 03:00", "2026-10-26 13:00"),
    ],
)
def test_the_clock_of_an_answer_runs_in_working_hours_of_hong_kong(proposal, asked_at, due):
    zone = ZoneInfo("Asia/Hong_Kong")
    at, ends = (datetime.fromisoformat(text).replace(tzinfo=zone) for text in (asked_at, due))
    type(proposal).objects.update(expires_at=at + timedelta(days=1))

    with time_machine.travel(at, tick=False):
        say_yes(proposal, 1, 2)
        operations.deliver_introduction(introduction_id=str(Introduction.objects.get(position=1).pk))
    with time_machine.travel(ends, tick=False):
        operations.run_clocks()
        assert states(proposal.brief) == ["asked", "waiting"]
    with time_machine.travel(ends + timedelta(seconds=1), tick=False):
        operations.run_clocks()

    assert states(proposal.brief) == ["lapsed", "asked"]
