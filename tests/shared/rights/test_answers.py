"""Corrections, refusals, children, and questions that are a jeweler's to answer."""

from datetime import timedelta

import pytest
from django.db import connections

from shared_apps.accounts.models import Account
from shared_apps.accounts.sealing import seal_text
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.models import Job, TrailEvent, TrailPayload
from shared_apps.core.restraints import is_restrained
from shared_apps.inquiries.models import Brief
from shared_apps.introductions.models import Introduction
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights import corrections, deletions, refusals, requests
from shared_apps.rights.enums import Kind, RequestState, Statute
from shared_apps.rights.holds import RowUnknown
from shared_apps.rights.minors import mark_minor
from shared_apps.rights.passing import SEAL, deliver_waiting
from shared_apps.rights.request_models import Correction, Deletion, Passed, Refusal, Request, Restraint
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.privacy.models import PassedOn
from tests.shared.rights.conftest import EMAIL
from tests.support.people import make_account
from tests.support.work import work_off

pytestmark = pytest.mark.usefixtures("clean_desk")
LINES = "The person asked us to correct what we gave you.\nLocation: “Lisbon, Portugal” is now “Porto”."


def passed_on_at(jeweler):
    with jeweler_context(jeweler):
        return list(PassedOn.objects.order_by("pk").values_list("kind", "text"))


def test_a_correction_keeps_both_values_and_reaches_everyone_who_received_the_old_one(
    ask, staff, introduced, jeweler_a, mailoutbox
):
    request, key = ask(Kind.CORRECTION), str(introduced.brief_id)
    corrections.correct(request, model="inquiries.brief", key=key, field="location", value="Porto", by=staff)
    assert corrections.tell_of_corrections(request, by=staff) == 1
    work_off()

    assert Brief.objects.get().location == "Porto"
    assert list(Correction.objects.values_list("old_value", "new_value")) == [("Lisbon, Portugal", "Porto")]
    assert passed_on_at(jeweler_a) == [("correction", LINES)]
    [copy] = [mail for mail in mailoutbox if mail.subject == "Your data were corrected"]
    assert (copy.to, "“Lisbon, Portugal” is now “Porto”" in copy.body) == ([EMAIL], True)


@pytest.mark.parametrize(("days", "told"), [(365, 1), (367, 0)])
def test_only_recipients_of_the_last_twelve_months_are_told(ask, staff, introduced, days, told):
    Introduction.objects.update(created_at=now() - timedelta(days=days))
    request, key = ask(Kind.CORRECTION), str(introduced.brief_id)
    corrections.correct(request, model="inquiries.brief", key=key, field="location", value="Porto", by=staff)

    assert corrections.tell_of_corrections(request, by=staff) == told


def test_an_accounts_name_is_corrected_in_every_workspace_by_its_own_operation(ask, staff, queued):
    account = make_account(EMAIL, name="Wen Lee")
    told = {"model": "accounts.account", "key": str(account.pk), "by": staff}
    corrections.correct(ask(Kind.CORRECTION), field="name", value="Wen Li", **told)

    assert Account.objects.get(pk=account.pk).name == "Wen Li"


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"field": "password"}, corrections.CannotBeCorrected),
        ({"field": "nonsense"}, corrections.CannotBeCorrected),
        ({"field": "state"}, corrections.CannotBeCorrected),
        ({"field": "email", "value": "no address"}, corrections.ValueUnfit),
        ({"field": "name", "value": "n" * 121}, corrections.ValueUnfit),
        ({"key": "00000000-0000-0000-0000-000000000000"}, corrections.NotTheirs),
        ({"model": "inquiries.nonsense"}, RowUnknown),
    ],
)
def test_what_cannot_be_corrected_is_refused_and_stays(ask, staff, brief, told, refusal):
    whole = {"model": "inquiries.brief", "key": str(brief.pk), "field": "location", "value": "Porto", "by": staff}

    with pytest.raises(refusal):
        corrections.correct(ask(Kind.CORRECTION), **whole | told)

    assert (Brief.objects.get().location, Correction.objects.count()) == ("Lisbon, Portugal", 0)


def test_a_refusal_is_in_the_log_book_before_the_person_is_told(ask, staff, queued, mailoutbox):
    request = ask(Kind.ACCESS)
    told = {"statute": Statute.OTHERS, "reason": "The letter is somebody else's.", "by": staff}
    entry = refusals.refuse(request, kind=Kind.ACCESS, **told)

    assert (mailoutbox, list(refusals.log_book())) == ([], [entry])
    work_off()
    answer = mailoutbox[-1]
    assert answer.subject == "Our answer to your request"
    assert "The letter is somebody else's." in answer.body
    assert "PDPO s.20(1)(b)" in answer.body
    assert Request.objects.get().state == RequestState.REFUSED


def test_one_of_two_wishes_refused_leaves_the_other_open(ask, staff):
    request = ask(Kind.ACCESS, Kind.DELETION)
    refusals.refuse(request, kind=Kind.DELETION, statute=Statute.LAW_KEEPS, reason="A law keeps it.", by=staff)

    assert Request.objects.get().is_open


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"reason": "  "}, refusals.RefusalNeedsReason),
        ({"reason": "See https://example.com"}, refusals.RefusalNamesLink),
        ({"kind": Kind.DELETION}, refusals.NotAskedFor),
    ],
)
def test_a_refusal_without_ground_is_none(ask, staff, queued, told, refusal):
    whole = {"kind": Kind.ACCESS, "statute": Statute.FORM, "reason": "It does not say.", "by": staff}
    request = ask(Kind.ACCESS)
    before = queued()

    with pytest.raises(refusal):
        refusals.refuse(request, **whole | told)

    assert (Refusal.objects.count(), queued(), Request.objects.get().is_open) == (0, before, True)


def test_a_question_about_a_jewelers_client_gets_the_same_answer_whoever_asks(ask, staff, mailoutbox):
    answers = []
    for email in (EMAIL, "unknown@example.com"):
        request = ask(Kind.ACCESS, emails=[email], known=False)
        requests.point_to_jeweler(request, jeweler=None, by=staff)
        work_off()
        answers.append(mailoutbox[-1].body.replace(request.reference, "X"))

    assert answers[0] == answers[1]
    assert "neither that there is something nor that there is nothing" in answers[0]


def test_pointing_elsewhere_looks_into_no_jewelers_half(ask, staff, jeweler_a, django_assert_num_queries):
    request = ask(Kind.ACCESS, known=False)

    with django_assert_num_queries(0, connection=connections["default"]):
        requests.point_to_jeweler(request, jeweler=None, by=staff)


def test_a_named_jeweler_receives_what_the_person_wrote_and_nothing_else(ask, staff, jeweler_a, jeweler_b):
    request = ask(Kind.ACCESS, known=False, told="I am a client of Maison Aurelle.", name="Wen Li")
    requests.point_to_jeweler(request, jeweler=Jeweler.objects.get(pk=jeweler_a.id), by=staff)
    assert "Maison" not in Passed.objects.get().sealed
    work_off()

    assert passed_on_at(jeweler_a) == [("request", "I am a client of Maison Aurelle.")]
    assert passed_on_at(jeweler_b) == []
    assert Passed.objects.get().sealed == ""


def test_something_passed_on_twice_is_there_once(ask, staff, jeweler_a):
    requests.point_to_jeweler(ask(Kind.ACCESS), jeweler=Jeweler.objects.get(pk=jeweler_a.id), by=staff)
    work_off()
    Passed.objects.update(arrived_at=None)
    Passed.objects.update(sealed=seal_text(SEAL, "again"))
    deliver_waiting()
    work_off()

    assert len(passed_on_at(jeweler_a)) == 1


def test_data_of_a_child_are_stopped_at_once_deleted_and_nowhere_written_down(staff, introduced, jeweler_a, mailoutbox):
    request = mark_minor(emails=[EMAIL], guardian="mother@example.com", how_known="The mother wrote.", by=staff)
    assert is_restrained(EMAIL, Purpose.INTRODUCE)
    Job.objects.all().delete()
    deletions.confirm_deletion(Deletion.objects.get(request=request), by=staff)
    work_off()

    kept = Request.objects.get(pk=request.pk)
    assert (kept.state, kept.emails, kept.told, kept.requester_email) == ("done", [], "", "")
    assert (Brief.objects.get().email, Restraint.objects.count()) == ("", 0)
    certificates = [mail.to for mail in mailoutbox if mail.subject == "Your data were deleted"]
    assert certificates == [["mother@example.com"]]
    assert [mail.to for mail in mailoutbox if EMAIL in mail.to] == []
    assert [kind for kind, _text in passed_on_at(jeweler_a)] == ["minor"]
    [event] = TrailEvent.objects.filter(event="rights.minor.found")
    assert TrailPayload.objects.get(event_id=event.pk).facts == {}
