"""Grants of support: who may give them, what they hold, how they end; broken glass takes two."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from shared_apps.core.clock import now
from shared_apps.core.models import Job, TrailEvent
from shared_apps.core.permissions import all_permissions
from shared_apps.jewelers.models import Jeweler
from shared_apps.notices.models import Delivery
from shared_apps.support import operations
from shared_apps.support.areas import AREAS, NEVER, permissions_in
from shared_apps.support.models import Grant
from shared_apps.support.queries import live_grants, pass_for
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.tenants import CONTROLLER
from tenant_apps.audit.models import TrailEvent as JewelersTrail
from tenant_apps.audit.queries import passages, trail_of
from tests.shared.support.conftest import WHY, make_grant
from tests.support.people import make_account, make_member

TOLD = {"areas": ["clients"], "reason": WHY, "hours": 2}


def test_a_grant_is_read_only_for_some_hours_and_in_both_trails(jeweler_a, owner, grant):
    assert (grant.areas, grant.may_write, grant.ends_at - grant.starts_at) == (
        ["clients", "today"],
        False,
        timedelta(hours=2),
    )
    for _ in range(2):
        operations.carry_note(grant_id=grant.pk, event="support.grant.given", by=owner)
    assert TrailEvent.objects.filter(object_id=grant.pk).values_list("event", flat=True).get() == "support.grant.given"
    with jeweler_context(jeweler_a):
        events = list(trail_of(grant))
        assert [(one.event, one.actor_kind) for one in events] == [("support.grant.given", "account")]
        assert [one.what for one in passages(events)] == ["let DIA'LOG support in"]


@pytest.mark.parametrize(
    "changes",
    [{"areas": []}, {"areas": ["exports"]}, {"reason": "  "}, {"reason": "x" * 501}, {"hours": 0}, {"hours": 73}],
    ids=str,
)
def test_an_unclear_grant_is_refused(jeweler_a, owner, changes):
    with pytest.raises(operations.GrantUnclear):
        operations.grant_support(jeweler_a.id, **TOLD | changes, may_write=False, by=owner)
    assert Grant.objects.count() == 0


def test_only_an_owner_grants(jeweler_a, owner, staff):
    for account in (make_member(jeweler_a, "manager"), staff):
        with pytest.raises(operations.NotForYouToGrant):
            operations.grant_support(jeweler_a.id, **TOLD, may_write=False, by=account)
    assert Grant.objects.count() == 0


def test_there_is_one_grant_at_a_time(jeweler_a, owner, grant):
    with pytest.raises(operations.SupportAlreadyIn):
        make_grant(jeweler_a, owner)
    operations.revoke(grant.pk, jeweler_a.id, by=owner)
    make_grant(jeweler_a, owner)

    assert Grant.objects.count() == 2


def test_a_grant_ends_by_itself_or_is_ended_once(jeweler_a, jeweler_b, owner, grant, staff):
    assert pass_for(staff, jeweler_a.id) == grant.pk
    with time_machine.travel(now() + timedelta(hours=2, seconds=1)):
        assert list(live_grants(jeweler_a.id)) == []
    with pytest.raises(operations.GrantOver):
        operations.revoke(grant.pk, jeweler_b.id, by=owner)
    operations.revoke(grant.pk, jeweler_a.id, by=owner)
    with pytest.raises(operations.GrantOver):
        operations.revoke(grant.pk, jeweler_a.id, by=owner)

    assert (pass_for(staff, jeweler_a.id), list(live_grants())) == (None, [])


def test_staff_without_second_factor_and_others_hold_no_pass(jeweler_a, grant, staff):
    other = make_account("other@example.com")
    bare = make_account("bare@dialogjewelers.com")
    type(bare).objects.filter(pk=bare.pk).update(is_staff=True)
    bare.refresh_from_db()

    assert [pass_for(account, jeweler_a.id) for account in (other, bare)] == [None, None]


@pytest.mark.parametrize("state", ["archived", "deleted", "invited", "provisioning"])
def test_a_closed_workspace_is_not_entered(jeweler_a, grant, staff, state):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state=state)

    assert pass_for(staff, jeweler_a.id) is None


def test_breaking_the_glass_takes_two_and_tells_the_owners_at_once(jeweler_a, owner, staff, colleague):
    grant = operations.ask_to_break_glass(jeweler_a.id, **TOLD, by=staff)
    assert pass_for(staff, jeweler_a.id) is None
    with pytest.raises(operations.SecondPersonNeeded):
        operations.break_glass(grant.pk, by=staff)
    assert (Delivery.objects.count(), pass_for(staff, jeweler_a.id)) == (0, None)

    operations.break_glass(grant.pk, by=colleague)
    operations.carry_note(grant_id=grant.pk, event="support.glass.broken", by=colleague)

    assert pass_for(staff, jeweler_a.id) == grant.pk
    assert list(Delivery.objects.values_list("email", flat=True)) == [owner.email]
    assert Job.objects.filter(name="notices.deliver").count() == 1
    events = TrailEvent.objects.filter(object_id=grant.pk).order_by("seq")
    assert list(events.values_list("event", "actor_id")) == [
        ("support.glass.asked", staff.pk),
        ("support.glass.broken", colleague.pk),
    ]
    with jeweler_context(jeweler_a):
        assert JewelersTrail.objects.get(object_id=grant.pk).event == "support.glass.broken"


def test_the_database_itself_refuses_one_person_and_changes(jeweler_a, staff, colleague):
    grant = operations.ask_to_break_glass(jeweler_a.id, **TOLD, by=staff)
    times = {"starts_at": now(), "ends_at": now()}
    for changes in ({"decided_by_id": staff.pk}, {"decided_by_id": colleague.pk, "may_write": True}):
        with pytest.raises(IntegrityError), transaction.atomic(using=CONTROLLER):
            Grant.objects.filter(pk=grant.pk).update(**changes, **times)


def test_a_request_lapses_is_taken_back_and_is_agreed_to_once(jeweler_a, owner, staff, colleague):
    lapsed, taken_back, used = (operations.ask_to_break_glass(jeweler_a.id, **TOLD, by=staff) for _ in range(3))
    operations.revoke(taken_back.pk, jeweler_a.id, by=staff)
    operations.break_glass(used.pk, by=colleague)
    for grant, later in ((lapsed, 61), (taken_back, 0), (used, 0)):
        with time_machine.travel(now() + timedelta(minutes=later)), pytest.raises(operations.GlassRequestOver):
            operations.break_glass(grant.pk, by=colleague)


def test_only_staff_break_glass_and_for_few_hours(jeweler_a, owner, staff):
    with pytest.raises(operations.NotStaff):
        operations.ask_to_break_glass(jeweler_a.id, **TOLD, by=owner)
    with pytest.raises(operations.GrantUnclear):
        operations.ask_to_break_glass(jeweler_a.id, **TOLD | {"hours": 5}, by=staff)
    assert Grant.objects.count() == 0


def test_owners_may_end_broken_glass(jeweler_a, owner, staff, colleague):
    grant = operations.break_glass(operations.ask_to_break_glass(jeweler_a.id, **TOLD, by=staff).pk, by=colleague)
    operations.revoke(grant.pk, jeweler_a.id, by=owner)

    assert pass_for(staff, jeweler_a.id) is None


def test_every_permission_is_in_an_area_or_never_reached():
    reached = permissions_in([area.key for area in AREAS], may_write=True)
    known = {permission.name for permission in all_permissions()}

    assert reached & NEVER == frozenset()
    assert reached | NEVER == known
