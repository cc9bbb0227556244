"""From houses without names to a lead: nothing is shared before a yes, and one jeweler is asked after the other."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import ProgrammingError, connections, transaction

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.working_hours import add_working_hours
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.operations import InquiryClosed, close
from shared_apps.introductions import operations, wording
from shared_apps.introductions.enums import (
    Basis,
    DeclineReason,
    IntroductionState,
    Matter,
    OutcomeReason,
    ProposalState,
)
from shared_apps.introductions.models import Choice, FollowUp, Introduction, Share
from shared_apps.introductions.operations import sharing
from shared_apps.introductions.tokens import mark_of, token_of
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.models import Lead
from tests.shared.inquiries.conftest import BRIEF
from tests.shared.introductions.conftest import clear_jobs, give_profile, received
from tests.support.work import work_off


def say_yes(proposal, *positions, language="en"):
    choices = list(proposal.choices.order_by("position"))
    words = wording.choice_hash(language, operations.shown_in(choices))
    chosen = [choice.pk for choice in choices if choice.position in positions]
    return operations.choose(token_of(proposal.pk), chosen, language=language, text_hash=words)


def states(brief):
    return list(brief.introductions.order_by("position").values_list("state", flat=True))


def matters(brief):
    return set(FollowUp.objects.filter(brief=brief, done_at=None).values_list("matter", flat=True))


@pytest.fixture
def asked(proposal):
    """Maison Aurelle has the brief, Atelier Bellamy is next in line."""
    say_yes(proposal, 1, 2)
    work_off()
    return proposal.brief.introductions.get(position=1)


def test_a_proposal_is_sent_by_a_link_of_256_bits_whose_hash_alone_is_kept(proposal, mailoutbox):
    operations.send_proposal(proposal_id=str(proposal.pk))

    (mail,) = mailoutbox
    token = token_of(proposal.pk)
    assert (mail.to, len(token)) == ([BRIEF["email"]], 43)
    assert f"/choices/{token}" in mail.body
    assert bytes(proposal.token_hash) == mark_of(token)
    assert token not in str(type(proposal).objects.filter(pk=proposal.pk).values().get())


def test_a_mail_that_is_sent_again_holds_the_same_link(proposal, mailoutbox):
    operations.send_proposal(proposal_id=str(proposal.pk))
    operations.send_proposal(proposal_id=str(proposal.pk))

    assert len(mailoutbox) == 1
    assert operations.link_of(proposal) in mailoutbox[0].body


@pytest.mark.parametrize(("language", "path"), [("en", "/choices/"), ("zh-hant", "/zh-hant/choices/")])
def test_the_link_leads_to_the_language_of_the_person(profiles, staff, jeweler_a, language, path):
    made = operations.propose(received(language=language), [jeweler_a.id], by=staff)

    assert urlsplit(operations.link_of(made)).path == f"{path}{token_of(made.pk)}"


def test_no_house_that_is_shown_says_who_it_is(proposal, jeweler_a, jeweler_b):
    shown = str(list(Choice.objects.values_list("shown", flat=True)))

    assert "Two at one bench" in shown
    assert [word for word in (jeweler_a.name, jeweler_b.name, jeweler_a.slug, "Aurelle") if word in shown] == []


def test_nothing_is_shared_before_a_yes(proposal, jeweler_a, jeweler_b, leads_of, mailoutbox):
    operations.send_proposal(proposal_id=str(proposal.pk))
    operations.run_clocks()
    work_off()

    assert (leads_of(jeweler_a), leads_of(jeweler_b)) == ([], [])
    assert (Introduction.objects.count(), Share.objects.count(), len(mailoutbox)) == (0, 0, 1)


def test_a_yes_shares_with_the_first_chosen_and_with_nobody_else(proposal, jeweler_a, jeweler_b, leads_of, mailoutbox):
    say_yes(proposal, 1, 2)
    work_off()

    assert leads_of(jeweler_a, "name", "email", "state") == [(BRIEF["name"], BRIEF["email"], "new")]
    assert leads_of(jeweler_b) == []
    assert states(proposal.brief) == ["asked", "waiting"]
    (mail,) = mailoutbox
    assert (jeweler_a.name in mail.body, jeweler_b.name in mail.body) == (True, False)


def test_what_was_shared_is_a_record_of_what_to_whom_when_on_what_consent_by_whom(proposal, staff, jeweler_a):
    say_yes(proposal, 1, language="zh-hant")

    share = Share.objects.get()
    proposal.refresh_from_db()
    shown = operations.shown_in(list(proposal.choices.order_by("position")))
    assert (share.jeweler_id, share.brief_id, share.decided_by_id) == (jeweler_a.id, proposal.brief_id, staff.pk)
    assert share.fields_shared == list(operations.SHARED_FIELDS)
    assert (share.basis, share.proposal_id, share.consented_at) == (Basis.CHOICE, proposal.pk, proposal.answered_at)
    assert (share.wording_version, share.language) == (wording.VERSION, "zh-hant")
    assert share.text_hash == wording.choice_hash("zh-hant", shown)


@pytest.mark.parametrize(
    "change", ["UPDATE introductions_share SET language = 'xx'", "DELETE FROM introductions_share"]
)
def test_the_record_cannot_be_changed_by_the_product(proposal, change):
    say_yes(proposal, 1)

    cursor = connections["controller"].cursor()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(using="controller"):
        cursor.execute(change)


def test_no_yes_is_taken_on_other_words_than_those_of_now(proposal, profiles, jeweler_a):
    choices = list(proposal.choices.all())

    with pytest.raises(operations.WordsChanged):
        operations.choose(token_of(proposal.pk), [choices[0].pk], language="en", text_hash="0" * 64)

    proposal.refresh_from_db()
    assert (proposal.state, Introduction.objects.count()) == (ProposalState.OPEN, 0)


def test_a_yes_to_a_house_that_was_not_shown_is_no_yes(proposal):
    words = wording.choice_hash("en", operations.shown_in(list(proposal.choices.order_by("position"))))

    for chosen in ([], [proposal.pk], [proposal.choices.first().pk, proposal.pk]):
        with pytest.raises(operations.NothingChosen):
            operations.choose(token_of(proposal.pk), chosen, language="en", text_hash=words)
    assert Introduction.objects.count() == 0


def test_others_are_looked_for_when_none_is_right(proposal):
    operations.ask_for_others(token_of(proposal.pk))

    proposal.refresh_from_db()
    assert (proposal.state, matters(proposal.brief)) == (ProposalState.OTHERS, {Matter.OTHERS_WANTED})
    assert Introduction.objects.count() == 0


def test_a_new_proposal_follows_one_that_was_answered_with_others(proposal, staff, jeweler_a):
    operations.ask_for_others(token_of(proposal.pk))

    again = operations.propose(proposal.brief, [jeweler_a.id], by=staff)

    assert (again.state, again.pk != proposal.pk) == (ProposalState.OPEN, True)


def test_an_answer_counts_once(proposal):
    say_yes(proposal, 1)

    with pytest.raises(operations.ChoiceMade):
        say_yes(proposal, 2)
    with pytest.raises(operations.ChoiceMade):
        operations.ask_for_others(token_of(proposal.pk))

    assert states(proposal.brief) == ["asked"]


def test_a_proposal_expires_after_fourteen_days_and_staff_are_told_once(proposal):
    with time_machine.travel(now() + timedelta(days=14, minutes=1), tick=False):
        with pytest.raises(operations.ChoiceExpired):
            say_yes(proposal, 1)
        operations.run_clocks()
        operations.run_clocks()

    proposal.refresh_from_db()
    assert (proposal.state, FollowUp.objects.filter(matter=Matter.NO_ANSWER).count()) == (ProposalState.EXPIRED, 1)


def test_a_link_taken_back_leads_nowhere(proposal, staff):
    operations.take_back(proposal, by=staff)

    with pytest.raises(operations.ChoiceUnknown):
        say_yes(proposal, 1)
    operations.send_proposal(proposal_id=str(proposal.pk))
    assert Introduction.objects.count() == 0


@pytest.mark.parametrize("count", [0, 4])
def test_one_to_three_are_proposed(asking_brief, profiles, staff, count):
    made = [Jeweler.objects.create(slug=f"h-{n}", skeleton=f"h-{n}", name="H").pk for n in range(4)]

    with pytest.raises((operations.NoJewelerChosen, operations.TooManyChoices)):
        operations.propose(asking_brief, made[:count], by=staff)
    assert asking_brief.proposals.count() == 0


def test_a_house_without_words_is_not_proposed(asking_brief, staff, jeweler_a):
    with pytest.raises(operations.ProfileIncomplete):
        operations.propose(asking_brief, [jeweler_a.id], by=staff)


def test_a_house_in_conflict_is_not_proposed_and_not_introduced(brief, asking_brief, profiles, staff, jeweler_a):
    operations.note_conflict(jeweler_a.id, address="@Example.com", reason="A rival house", by=staff)

    with pytest.raises(operations.JewelerInConflict):
        operations.propose(asking_brief, [jeweler_a.id], by=staff)
    with pytest.raises(operations.JewelerInConflict):
        operations.introduce_brief(brief, [jeweler_a.id], by=staff)
    assert Introduction.objects.count() == 0


def test_who_wants_no_letters_gets_none(profiles, staff, jeweler_a):
    with pytest.raises(operations.NoLettersWanted):
        operations.propose(received(contact_preference="discreet_phone"), [jeweler_a.id], by=staff)


def test_who_did_not_ask_for_it_is_not_introduced_directly(asking_brief, staff, jeweler_a, leads_of):
    with pytest.raises(operations.ConsentMissing):
        operations.introduce_brief(asking_brief, [jeweler_a.id], by=staff)

    assert (leads_of(jeweler_a), Share.objects.count()) == ([], 0)


def test_a_direct_introduction_is_recorded_on_the_words_of_the_form(brief, staff, jeweler_a):
    operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    share = Share.objects.get()
    assert (share.basis, share.proposal_id, share.text_hash) == (Basis.DIRECT, None, wording.direct_hash("en"))
    assert share.consented_at == brief.created_at


def test_a_closed_brief_is_neither_proposed_nor_chosen(proposal, staff, jeweler_a):
    close(proposal.brief, reason=CloseReason.NO_MATCH, by=staff)

    with pytest.raises(InquiryClosed):
        operations.propose(proposal.brief, [jeweler_a.id], by=staff)
    with pytest.raises(operations.ChoiceExpired):
        say_yes(proposal, 1)
    assert Introduction.objects.count() == 0


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


def test_a_restrained_person_is_neither_proposed_nor_shared(proposal, staff, jeweler_a, monkeypatch, leads_of):
    from shared_apps.core import restraints
    from shared_apps.core.restraints import Restrained

    monkeypatch.setattr(restraints, "_restraints", [lambda email, purpose: email == BRIEF["email"]])

    with pytest.raises(Restrained):
        say_yes(proposal, 1)
    with pytest.raises(Restrained):
        operations.propose(received(), [jeweler_a.id], by=staff)
    with pytest.raises(Restrained):
        operations.introduce_brief(received(wants_direct_introduction=True), [jeweler_a.id], by=staff)
    assert (Introduction.objects.count(), leads_of(jeweler_a)) == (0, [])


@pytest.mark.parametrize(
    "text",
    ["Ask for Aurelle.", "maison aurelle since 1998", "Write to us@bench.com", "www.bench.hk", "Call 2525 5555"],
)
def test_words_without_a_name_must_not_say_the_name(jeweler_a, staff, text):
    with pytest.raises(operations.NamesTheHouse):
        give_profile(jeweler_a, staff, anonymous_text=text)


def test_a_registration_needs_its_number_and_its_end(jeweler_a, staff):
    with pytest.raises(operations.RegistrationIncomplete):
        give_profile(jeweler_a, staff, registration_number="")
