"""Two members of staff at the same provider at the same time: one of them is told that the other was first."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from shared_apps.core.errors import DomainError
from shared_apps.notices.models import Delivery, Notice
from shared_apps.providers import operations
from shared_apps.providers.models import Edition, Provider, ProviderChange
from tests.support.people import make_account, make_member

POST = {
    "name": "Northern Post",
    "legal_entity": "Northern Post Inc.",
    "category": "mail",
    "purposes": ["mail"],
    "data_categories": ["P13"],
    "locations": ["HK"],
    "contract_on": "2026-06-01",
    "contract_sha256": "a" * 64,
    "evidence_on": "2026-05-01",
    "review_on": "2099-11-01",
}


@pytest.fixture
def today():
    """The real day: these tests commit."""


@pytest.fixture
def staff(committed_db):
    return [make_account(f"{name}@dialogjewelers.com", is_staff=True) for name in ("ada", "ben")]


def at_once(*acts):
    """Run acts in threads that start together; return what each raised, or None."""
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait()
        try:
            act()
        except DomainError as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_both_tell_the_jewelers_and_each_hears_it_once(staff, jeweler_a, jeweler_b):
    for tenant in (jeweler_a, jeweler_b):
        make_member(tenant, "owner")
    change = operations.enter_provider("post", POST, by=staff[0]).changes.get()

    at_once(*(lambda by=by: operations.give_change_notice(change, by=by) for by in staff))

    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 2)
    assert Edition.objects.filter(provider__key="post").count() == 2


def test_one_withdraws_while_the_other_tells(staff, jeweler_a):
    change = operations.enter_provider("post", POST, by=staff[0]).changes.get()

    refused = at_once(
        lambda: operations.withdraw_change(change, by=staff[0]),
        lambda: operations.give_change_notice(change, by=staff[1]),
    )

    assert refused in ([None, None], [None, operations.ChangeNotOpen])
    assert ProviderChange.objects.get().state == "withdrawn"
    assert Provider.objects.get(key="post").state == "retired"


def test_both_confirm_what_a_third_asked_and_it_happens_once(staff):
    third = make_account("cy@dialogjewelers.com", is_staff=True)
    change = operations.enter_provider("post", POST, by=third).changes.get()
    operations.ask_emergency(change, reason="It stopped overnight.", by=third)

    refused = at_once(*(lambda by=by: operations.confirm_emergency(change, by=by) for by in staff))

    assert sorted(refused, key=str) == sorted([None, operations.ChangeNotOpen], key=str)
    assert Provider.objects.get(key="post").state == "active"
