"""From houses without names to a yes: nothing is shared before it, and what is shared is a record."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import ProgrammingError, connections, transaction

from shared_apps.core.clock import now
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.operations import InquiryClosed, close
from shared_apps.introductions import operations, wording
from shared_apps.introductions.enums import Basis, Matter, ProposalState
from shared_apps.introductions.models import Choice, FollowUp, Introduction, Share
from shared_apps.introductions.tokens import mark_of, token_of
from shared_apps.jewelers.models import Jeweler
from tests.shared.inquiries.conftest import BRIEF
from tests.shared.introductions.conftest import give_profile, received
from tests.shared.introductions.steps import matters, say_yes, states
from tests.support.work import work_off


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
