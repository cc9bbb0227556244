"""Objection and restriction stop mail, matching and introduction; lifted, all goes on; the list names nobody."""

import pytest

from shared_apps.core.datamap import Purpose
from shared_apps.core.keepers import held_rows, kept_people
from shared_apps.core.restraints import Restrained, is_restrained, refuse_if_restrained
from shared_apps.egress import mail
from shared_apps.egress.kinds import kind_named
from shared_apps.inquiries import correspondence
from shared_apps.inquiries.models import Brief
from shared_apps.inquiries.operations import receive_brief
from shared_apps.introductions.matching import Matches, matches_for
from shared_apps.introductions.models import Introduction, Proposal
from shared_apps.introductions.operations import introduce_brief, propose
from shared_apps.rights import stops
from shared_apps.rights.enums import Kind
from shared_apps.rights.request_models import Restraint
from tests.shared.inquiries.conftest import BRIEF
from tests.shared.introductions.conftest import give_profile
from tests.shared.rights.conftest import EMAIL
from tests.support.work import work_off

pytestmark = pytest.mark.usefixtures("clean_desk")


@pytest.fixture
def stopped(ask, staff):
    request = ask(Kind.OBJECTION)
    stops.object_to(request, [Purpose.INTRODUCE, Purpose.RESPOND], reason="No more introductions", by=staff)
    return request


def test_an_objection_stops_the_named_uses_and_no_other(stopped):
    assert is_restrained(EMAIL.upper(), Purpose.INTRODUCE)
    assert is_restrained(EMAIL, Purpose.RESPOND)
    assert not is_restrained(EMAIL, Purpose.OPERATE)
    assert not is_restrained("other@example.com", Purpose.INTRODUCE)


def test_an_objection_really_stops_the_introduction(stopped, staff, jeweler_a):
    brief = receive_brief(**BRIEF | {"email": EMAIL} | {"wants_direct_introduction": True})

    with pytest.raises(Restrained):
        introduce_brief(brief, [jeweler_a.id], by=staff)

    assert Introduction.objects.count() == 0


def test_an_objection_really_stops_the_proposal_of_jewelers(stopped, staff, brief, jeweler_a):
    with pytest.raises(Restrained):
        propose(brief, [jeweler_a.id], by=staff)

    assert Proposal.objects.count() == 0


def test_an_objection_really_stops_matching(staff, ask, brief, jeweler_a):
    give_profile(jeweler_a, staff)
    before = matches_for(brief)
    stops.object_to(ask(Kind.OBJECTION), [Purpose.INTRODUCE], reason="", by=staff)

    assert len(before.ranked) + len(before.excluded) == 1
    assert matches_for(brief) == Matches()


def test_an_objection_really_stops_an_answer_to_an_inquiry(stopped, staff, inquiry):
    with pytest.raises(Restrained):
        correspondence.reply(inquiry, words="Good day", by=staff)


def test_an_objection_really_stops_mail(stopped, mailoutbox):
    work_off()
    mailoutbox.clear()
    context = dict(kind_named("introductions.proposal").sample)

    with pytest.raises(Restrained):
        mail.send("introductions.proposal", to=EMAIL, context=context)
    assert mailoutbox == []


def test_the_answer_to_the_objection_itself_arrives(stopped, mailoutbox):
    work_off()

    assert [sent.subject for sent in mailoutbox] == ["We have your request", "What we stopped"]


def test_lifted_the_use_goes_on_and_the_history_stays(stopped, staff):
    assert stops.lift(stopped, reason="The person wrote again", by=staff) == 2

    refuse_if_restrained(EMAIL, Purpose.INTRODUCE)
    ended = stops.restraints_of([EMAIL])
    assert [(one.purpose, one.end_reason) for one in ended.order_by("purpose")] == [
        ("introduce a person to a jeweler", "The person wrote again"),
        ("respond to an inquiry", "The person wrote again"),
    ]
    with pytest.raises(stops.NotStopped):
        stops.lift(stopped, reason="Again", by=staff)


def test_a_restriction_stops_every_use_and_keeps_every_row_until_it_is_lifted(ask, staff, brief):
    request = ask(Kind.RESTRICTION)
    stops.restrict(request, reason="The data are disputed", by=staff)

    assert {purpose for purpose in Purpose if is_restrained(EMAIL, purpose)} == set(stops.STOPPABLE)
    assert list(Brief.objects.filter(held_rows(Brief))) == [brief]
    assert kept_people({EMAIL, "other@example.com"}) == {EMAIL}
    stops.lift(request, reason="Settled", by=staff)
    assert (Brief.objects.filter(held_rows(Brief)).count(), kept_people({EMAIL})) == (0, set())


def test_two_requests_stop_once_and_the_list_names_nobody(ask, staff, stopped):
    stops.object_to(ask(Kind.OBJECTION), [Purpose.INTRODUCE], reason="", by=staff)

    assert Restraint.objects.filter(purpose=Purpose.INTRODUCE.value).count() == 1
    assert EMAIL not in str(list(Restraint.objects.values_list("address_hash", flat=True)))


def test_nothing_and_nobody_cannot_be_stopped(ask, staff):
    with pytest.raises(stops.NothingToStop):
        stops.object_to(ask(Kind.OBJECTION), [Purpose.SECURE], reason="", by=staff)
    with pytest.raises(stops.NobodyToStop):
        stops.object_to(ask(Kind.OBJECTION, emails=[], phones=["5555"]), [Purpose.RESPOND], reason="", by=staff)

    assert Restraint.objects.count() == 0
