"""Two members of staff act at the same moment: each thing is done once."""

import pytest
from django.core.cache import cache

from shared_apps.core.models import Job
from shared_apps.rights import deletions, requests, stops
from shared_apps.rights.enums import Identity, Kind, Source
from shared_apps.rights.refusals import refuse
from shared_apps.rights.request_models import Deletion, Refusal, Request, Restraint
from tests.shared.introductions.test_at_once import at_once
from tests.support.people import make_account

EMAIL = "wen@example.com"


@pytest.fixture
def desk(committed_db):
    """Two members of staff and a known request; everything is committed for real."""
    cache.clear()
    Job.objects.all().delete()
    ada, bo = (make_account(f"{name}@dialogjewelers.com", name=name, is_staff=True) for name in ("ada", "bo"))
    request = requests.receive_request(
        kinds=[Kind.DELETION, Kind.OBJECTION], source=Source.MAIL, emails=[EMAIL], by=ada
    )
    return ada, bo, requests.identify(request, how=Identity.REPLY, note="", by=ada)


def test_a_deletion_is_confirmed_once(desk):
    ada, bo, request = desk
    plan = deletions.plan_deletion(request, by=ada)

    came = at_once(*(lambda by=by: deletions.confirm_deletion(plan, by=by) for by in (ada, bo)))

    assert came == ["DeletionBegun", "done"]
    assert Job.objects.filter(name="rights.run_deletion").count() == 1


def test_a_plan_made_twice_is_one_plan(desk):
    ada, bo, request = desk

    came = at_once(*(lambda by=by: deletions.plan_deletion(request, by=by) for by in (ada, bo)))

    assert (came, Deletion.objects.count()) == (["done", "done"], 1)


def test_a_request_is_closed_once(desk):
    ada, bo, request = desk

    came = at_once(*(lambda by=by: requests.close(request, state="withdrawn", by=by) for by in (ada, bo)))

    assert came == ["RequestClosed", "done"]


def test_a_use_is_stopped_once(desk):
    ada, bo, request = desk
    told = {"purposes": [stops.STOPPABLE[0]], "reason": "No"}

    came = at_once(*(lambda by=by: stops.object_to(request, by=by, **told) for by in (ada, bo)))

    assert (came, Restraint.objects.count()) == (["done", "done"], 1)


def test_a_merge_and_a_refusal_at_once_leave_one_truth(desk):
    ada, bo, request = desk
    other = requests.receive_request(kinds=[Kind.DELETION], source=Source.MAIL, emails=[EMAIL], by=ada)
    told = {"kind": Kind.DELETION, "statute": "pdpo_20_3", "reason": "It says nothing."}

    came = at_once(
        lambda: requests.merge(other, request, by=ada),
        lambda: refuse(other, by=bo, **told),
    )

    assert came == ["RequestClosed", "done"]
    assert (Request.objects.get(pk=other.pk).state == "refused") == Refusal.objects.exists()
