"""What stays although its time is over, and an account that leaves gives up its places first."""

from datetime import timedelta

import pytest
from django.db.models import Q

from shared_apps.accounts.models import Account, AgreementAcceptance, Membership
from shared_apps.accounts.operations import request_account_deletion
from shared_apps.core import keepers
from shared_apps.core.clock import now
from shared_apps.core.models import Job, TrailEvent
from shared_apps.inquiries.models import Inquiry
from shared_apps.retention import operations
from shared_apps.retention.queries import forecast
from tests.support.anyrow import make_row
from tests.support.people import accept_agreement as have_it_accepted
from tests.support.people import make_account, make_member

LAPSE = timedelta(days=400)


@pytest.fixture
def inquiry(db):
    closed = {"state": "closed", "close_reason": "answered", "closed_at": now() - LAPSE}
    return make_row(Inquiry, reference="OLD", email="li@example.com", **closed)


@pytest.fixture
def held(monkeypatch, inquiry):
    keeper = [*keepers._of_rows, lambda model: Q(pk=inquiry.pk) if model is Inquiry else Q(pk__in=())]
    monkeypatch.setattr(keepers, "_of_rows", keeper)


@pytest.fixture
def restricted(monkeypatch):
    monkeypatch.setattr(keepers, "_of_people", [lambda addresses: addresses & {"li@example.com"}])


def test_a_row_that_is_held_stays_and_is_counted_as_held(inquiry, held):
    run = operations.sweep()

    assert (Inquiry.objects.count(), run.held) == (1, 1)


def test_a_row_that_is_held_is_not_in_the_forecast(inquiry, held):
    counted = {ahead.rule.key: ahead.now for ahead in forecast()}

    assert counted["inquiries.inquiry: inquiry"] == 0


def test_when_the_hold_ends_the_next_sweep_takes_the_row(inquiry):
    assert (operations.sweep().held, Inquiry.objects.count()) == (0, 0)


def test_a_row_of_a_person_who_asked_us_to_keep_it_stays(inquiry, restricted):
    operations.sweep()

    assert Inquiry.objects.count() == 1


@pytest.fixture
def leaving(db):
    """Return what makes an account ask for its deletion 31 days ago."""

    def leave(account):
        request_account_deletion(account, by=account)
        Account.objects.filter(pk=account.pk).update(deletion_requested_at=now() - timedelta(days=31))

    return leave


def test_an_account_that_left_is_deleted_with_what_hangs_on_it(leaving, jeweler_a):
    make_member(jeweler_a, "owner")
    account = make_member(jeweler_a, "sales")
    leaving(account)
    Job.objects.all().delete()

    operations.sweep()

    assert not Account.objects.filter(pk=account.pk).exists()
    assert not Membership.objects.filter(account_id=account.pk).exists()
    assert "accounts.mirror_member" in set(Job.objects.values_list("name", flat=True))
    assert TrailEvent.objects.filter(object_id=account.pk, event="accounts.account.closed").exists()


def test_an_account_that_alone_owns_a_workspace_stays_until_that_is_settled(leaving, jeweler_a):
    account = make_member(jeweler_a, "owner")
    Membership.objects.filter(jeweler_id=jeweler_a.id).exclude(account=account).delete()
    leaving(account)

    run = operations.sweep()

    assert Account.objects.filter(pk=account.pk).exists()
    assert (run.counts["accounts.account: account"], run.failures) == (0, {})


def test_an_account_that_wants_to_stay_after_all_stays(db):
    account = make_account("staying@example.com")

    operations.sweep()

    assert Account.objects.filter(pk=account.pk).exists()


def test_the_agreement_an_account_accepted_stays_accepted_when_it_leaves(leaving, jeweler_a):
    first, second = make_account("first@example.com"), make_account("second@example.com")
    make_member(jeweler_a, "owner", account=first)
    make_member(jeweler_a, "owner", account=second)
    have_it_accepted(jeweler_a)
    before = AgreementAcceptance.objects.filter(jeweler_id=jeweler_a.id).count()
    accepted_by = AgreementAcceptance.objects.filter(jeweler_id=jeweler_a.id).first().account
    leaving(accepted_by)

    run = operations.sweep()

    assert run.failures == {}
    assert not Account.objects.filter(pk=accepted_by.pk).exists()
    assert AgreementAcceptance.objects.filter(jeweler_id=jeweler_a.id).count() == before
