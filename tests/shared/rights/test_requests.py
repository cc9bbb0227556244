"""Requests: received by any way, known, answered in time, joined, pointed elsewhere."""

from datetime import UTC, datetime, timedelta

import pytest

from shared_apps.accounts.models import Membership
from shared_apps.accounts.operations import add_member, request_account_deletion, withdraw_account_deletion
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.rights import clocks, requests
from shared_apps.rights.demo import seed_requests
from shared_apps.rights.enums import Identity, Kind, Regime, Relation, RequestState, Source
from shared_apps.rights.request_models import Request
from tests.support.people import make_account
from tests.support.work import work_off

pytestmark = pytest.mark.usefixtures("clean_desk")


def test_a_request_is_acknowledged_by_mail_with_its_due_day(ask, mailoutbox, trail):
    received = datetime(2026, 11, 2, 4, tzinfo=UTC)
    request = ask(Kind.ACCESS, known=False, received_at=received)
    work_off()

    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["wen@example.com"], "We have your request")
    assert "12 December 2026" in mail.body
    assert trail(request) == ["rights.request.received", "rights.request.acknowledged"]


def test_a_request_in_chinese_is_acknowledged_in_chinese(ask, mailoutbox):
    ask(Kind.ACCESS, known=False, language="zh-hant")
    work_off()

    assert mailoutbox[0].subject == "我們已收到你的要求"


def test_the_clock_starts_at_receipt_and_not_when_it_was_typed_in(ask):
    received = now() - timedelta(days=12)

    assert ask(Kind.ACCESS, received_at=received).due_on == clocks.day_of(received) + timedelta(days=40)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"kinds": []}, requests.NothingAsked),
        ({"kinds": ["nonsense"]}, requests.NothingAsked),
        ({"emails": [" "], "phones": []}, requests.NobodyNamed),
        ({"received_at": datetime(2999, 1, 1, tzinfo=UTC)}, requests.NotYetReceived),
    ],
)
def test_what_is_no_request_is_refused_and_leaves_nothing(staff, queued, told, refusal):
    whole = {"kinds": [Kind.ACCESS], "source": Source.MAIL, "emails": ["wen@example.com"], "by": staff}

    with pytest.raises(refusal):
        requests.receive_request(**whole | told)

    assert (Request.objects.count(), queued()) == (0, [])


def test_a_request_by_phone_needs_no_address(ask, mailoutbox):
    request = ask(Kind.ACCESS, known=False, source=Source.PHONE, emails=[], phones=["+852 5555 0199"])
    work_off()

    assert (request.acknowledged_at, mailoutbox) == (None, [])


def test_the_person_is_asked_once_who_they_are(ask, staff, mailoutbox):
    request = ask(Kind.ACCESS, known=False)

    requests.ask_identity(request, by=staff)
    requests.ask_identity(request, by=staff)
    work_off()

    assert [mail.subject for mail in mailoutbox] == ["We have your request", "A question about your request"]


def test_for_a_child_a_parent_says_how_we_know_that_they_may(ask, staff):
    request = ask(Kind.ACCESS, known=False, relation=Relation.PARENT, requester_email="mother@example.com")

    with pytest.raises(requests.RelationUnproven):
        requests.identify(request, how=Identity.REPLY, note="", by=staff)
    known = requests.identify(request, how=Identity.SHOWN, note="Showed a birth certificate on a call", by=staff)

    assert (known.is_known, known.address) == (True, "mother@example.com")


@pytest.mark.parametrize(("days", "passes"), [(-1, True), (0, True), (1, False)])
def test_more_time_is_taken_under_the_gdpr_before_its_month_is_over(ask, staff, monkeypatch, days, passes):
    received = datetime(2026, 1, 31, 4, tzinfo=UTC)
    request = ask(Kind.ACCESS, received_at=received, regimes=[Regime.EU])
    monkeypatch.setattr(clocks, "now", lambda: datetime(2026, 2, 28, 4, tzinfo=UTC) + timedelta(days=days))

    if passes:
        extended = requests.extend(request, reason="Many messages", by=staff)
        assert extended.due_on.isoformat() == "2026-03-12"
    else:
        with pytest.raises(requests.ExtensionTooLate):
            requests.extend(request, reason="Many messages", by=staff)
        assert Request.objects.get().due_on.isoformat() == "2026-02-28"


def test_hong_kongs_law_grants_no_more_time_and_no_law_grants_it_without_a_reason(ask, staff):
    with pytest.raises(requests.OnlyGdprExtends):
        requests.extend(ask(Kind.ACCESS), reason="Many messages", by=staff)
    with pytest.raises(requests.ExtensionNeedsReason):
        requests.extend(ask(Kind.ACCESS, regimes=[Regime.UK]), reason=" ", by=staff)


def test_duplicates_are_joined_and_the_earlier_clock_counts(ask, staff):
    early = ask(Kind.ACCESS, received_at=now() - timedelta(days=5))
    late = ask(Kind.DELETION, emails=["wen@work.example.com"], regimes=[Regime.EU])

    joined = requests.merge(early, late, by=staff)

    early.refresh_from_db()
    assert (early.state, early.merged_into_id) == (RequestState.MERGED, late.pk)
    assert joined.kinds == ["access", "deletion"]
    assert joined.emails == ["wen@work.example.com", "wen@example.com"]
    assert joined.received_at == early.received_at
    with pytest.raises(requests.RequestClosed):
        requests.merge(early, late, by=staff)


def test_nobody_unknown_is_done_with(ask, staff):
    with pytest.raises(requests.PersonUnknown):
        requests.close(ask(Kind.ACCESS, known=False), state=RequestState.DONE, by=staff)


def test_the_account_page_makes_a_request_of_somebody_known_once():
    account = make_account("leaving@example.com")
    request_account_deletion(account, by=account)
    work_off()
    request_account_deletion(account, by=account)
    work_off()

    [request] = Request.objects.all()
    assert (request.source, request.identity, request.kinds) == ("account", "session", ["deletion"])
    assert request.received_at == account.__class__.objects.get(pk=account.pk).deletion_requested_at


def test_a_wish_taken_back_on_the_account_page_closes_its_request():
    account = make_account("staying@example.com")
    request_account_deletion(account, by=account)
    work_off()
    withdraw_account_deletion(account, by=account)
    work_off()

    assert Request.objects.get().state == RequestState.WITHDRAWN


def test_the_account_page_says_who_must_be_named_first(app_client, jeweler_a):
    account = make_account("owner@example.com")
    Membership.objects.filter(jeweler_id=jeweler_a.id).delete()
    add_member(account, jeweler_a.id, role="owner", by=SYSTEM)

    assert "You are the only owner of Maison Aurelle" in app_client(account).get("/account/deletion/").content.decode()


def test_the_demo_has_a_week_at_the_desk(staff):
    seed_requests(by=staff)
    seed_requests(by=staff)
    work_off()

    assert sorted(Request.objects.values_list("state", flat=True)) == ["in_hand", "in_hand", "new", "refused"]
