import threading
from uuid import uuid4

import pytest
from django.db import DatabaseError, connections

from shared_apps.core.actors import SYSTEM, KnownActor
from shared_apps.core.models import Job, TrailEvent
from shared_apps.jewelers import operations
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Domain, Jeweler, StateChange
from shared_apps.jewelers.operations import (
    JewelerNotActive,
    JewelerNotArchived,
    JewelerNotInvited,
    JewelerNotOpenToArchive,
    JewelerNotSuspended,
    NameMissing,
    ReasonMissing,
    apply_admission,
    archive,
    finish_opening,
    invite_jeweler,
    open_workspace,
    reopen,
    resume,
    suspend,
)
from shared_apps.jewelers.queries import history_of, tenant_of
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.errors import JewelerNotOpen
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.provisioning import top_up_spares
from shared_apps.tenancy.registry import tenant_by_id
from shared_apps.tenancy.slugs import SlugLooksLikeAnother, SlugReserved, SlugTaken, SlugUnusable
from shared_apps.tenancy.tenants import Tenant
from tenant_apps.clients.models import Client
from tests.support.jewelers import jeweler_row

STAFF = KnownActor("account", uuid4())


def trail(jeweler):
    rows = TrailEvent.objects.filter(object_id=jeweler.pk).order_by("seq")
    return list(rows.values_list("event", "actor_kind", "actor_id"))


def queued():
    return list(Job.objects.order_by("pk").values_list("name", "arguments"))


def counts():
    return Jeweler.objects.count(), Domain.objects.count(), StateChange.objects.count(), TrailEvent.objects.count()


@pytest.fixture
def invited(db):
    return invite_jeweler(slug="opal-house", name="  Opal   House ", by=STAFF)


@pytest.fixture
def row_a(jeweler_a, django_user_model):
    return jeweler_a


def test_an_invitation_enters_a_jeweler_into_the_register(invited):
    assert (invited.slug, invited.name, invited.state, invited.schema_name) == (
        "opal-house",
        "Opal House",
        "invited",
        None,
    )
    assert list(invited.domains.values_list("name", "is_primary")) == [("opal-house", True)]
    assert trail(invited) == [("jewelers.jeweler.invited", "account", STAFF.actor_id)]
    assert list(history_of(invited.pk).values_list("state", "by_kind", "by_id", "reason")) == [
        ("invited", "account", STAFF.actor_id, "Invited")
    ]


@pytest.mark.parametrize(
    ("slug", "refusal"),
    [
        ("maison-aurelle", SlugTaken),
        ("maisonaurelle", SlugLooksLikeAnother),
        ("ma1son-aurelle", SlugLooksLikeAnother),
        ("console", SlugReserved),
        ("c0nsole", SlugReserved),
        ("Opal", SlugUnusable),
    ],
)
def test_a_slug_that_may_not_be_had_is_refused(jeweler_a, slug, refusal):
    before = counts()
    with pytest.raises(refusal) as error:
        invite_jeweler(slug=slug, name="Somebody", by=STAFF)
    assert error.value.message.endswith(("choose another.", "between them.", "."))
    assert counts() == before


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_jeweler_without_a_usable_name_is_refused(jeweler_a, name):
    before = counts()
    with pytest.raises(NameMissing):
        invite_jeweler(slug="opal-house", name=name, by=STAFF)
    assert counts() == before


def test_two_at_once_for_one_slug_give_one_jeweler(committed_db):
    made, refused = race(lambda: invite_jeweler(slug="opal-house", name="Opal House", by=STAFF))

    assert (len(made), [type(error) for error in refused]) == (1, [SlugTaken] * 3)
    assert Jeweler.objects.filter(slug="opal-house").count() == 1


def test_two_at_once_for_look_alikes_give_one_jeweler(committed_db):
    slugs = ["opal-house", "opalhouse", "0pal-house", "opa1-house"]
    made, refused = race(lambda: invite_jeweler(slug=slugs.pop(), name="Opal House", by=STAFF))

    assert (len(made), {type(error) for error in refused}) == (1, {SlugLooksLikeAnother})


def test_opening_claims_a_spare_and_lets_the_worker_finish(committed_db):
    top_up_spares(1)
    spare = TenantSchema.objects.get(state=SchemaState.SPARE)
    jeweler = invite_jeweler(slug="opal-house", name="Opal House", by=STAFF)
    Job.objects.all().delete()

    jeweler = open_workspace(jeweler, by=STAFF)

    assert (jeweler.state, jeweler.schema_name) == ("provisioning", spare.schema_name)
    assert queued() == [
        ("jewelers.finish_opening", {"jeweler_id": str(jeweler.pk)}),
    ]
    jeweler = finish_opening(jeweler.pk)
    assert jeweler.state == "active"
    assert [event for event, _kind, _id in trail(jeweler)] == [
        "jewelers.jeweler.invited",
        "jewelers.jeweler.provisioning",
        "jewelers.jeweler.active",
    ]
    with jeweler_context(tenant_by_id(jeweler.pk)):
        assert Client.objects.count() == 0


def test_opening_with_no_spare_left_makes_a_schema(committed_db):
    TenantSchema.objects.filter(state=SchemaState.SPARE).delete()
    jeweler = open_workspace(invite_jeweler(slug="opal-house", name="Opal", by=STAFF), by=STAFF)
    assert (jeweler.state, jeweler.schema_name) == ("provisioning", None)

    jeweler = finish_opening(jeweler.pk)

    assert jeweler.state == "active"
    assert TenantSchema.objects.get(jeweler_id=jeweler.pk).schema_name == jeweler.schema_name


class Killed(BaseException):
    """Stands for a process that stops existing."""


@pytest.mark.parametrize("step", ["claim_or_make_schema", "crossing", "_open_doors"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_opening_killed_at_any_step_is_finished_by_running_it_again(committed_db, monkeypatch, step, moment):
    TenantSchema.objects.filter(state=SchemaState.SPARE).delete()
    jeweler = open_workspace(invite_jeweler(slug="opal-house", name="Opal", by=STAFF), by=STAFF)
    place, name = (operations.crossings, "call") if step == "crossing" else (operations, step)
    real = getattr(place, name)

    def killed(*args, **kwargs):
        if moment == "after":
            real(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(place, name, killed)
        with pytest.raises(Killed):
            finish_opening(jeweler.pk)

    for _ in range(2):
        assert finish_opening(jeweler.pk).state == "active"
    assert TenantSchema.objects.filter(jeweler_id=jeweler.pk).count() == 1
    assert [event for event, *_ in trail(jeweler)].count("jewelers.jeweler.active") == 1


def test_opening_twice_at_once_gives_one_workspace(committed_db):
    top_up_spares(3)
    jeweler = invite_jeweler(slug="opal-house", name="Opal", by=STAFF)

    made, refused = race(lambda: open_workspace(jeweler, by=STAFF))

    assert (len(made), refused) == (4, [])
    assert TenantSchema.objects.filter(jeweler_id=jeweler.pk).count() == 1
    race(lambda: finish_opening(jeweler.pk))
    assert [event for event, *_ in trail(jeweler)].count("jewelers.jeweler.active") == 1


def test_the_whole_life_is_recorded_with_who_when_and_why(jeweler_a):
    jeweler = jeweler_row(jeweler_a)
    before = StateChange.objects.filter(jeweler_id=jeweler.pk).count()

    jeweler = suspend(jeweler, reason="Unpaid", by=STAFF)
    jeweler = resume(jeweler, reason="Paid", by=STAFF)
    jeweler = archive(jeweler, reason="Retired", by=STAFF)
    jeweler = reopen(jeweler, reason="Came back", by=STAFF)

    assert jeweler.state == "suspended"
    assert list(history_of(jeweler.pk).values_list("state", "by_id", "reason"))[before:] == [
        ("suspended", STAFF.actor_id, "Unpaid"),
        ("active", STAFF.actor_id, "Paid"),
        ("archived", STAFF.actor_id, "Retired"),
        ("suspended", STAFF.actor_id, "Came back"),
    ]
    assert [event for event, *_ in trail(jeweler)][-4:] == [
        "jewelers.jeweler.suspended",
        "jewelers.jeweler.resumed",
        "jewelers.jeweler.archived",
        "jewelers.jeweler.reopened",
    ]


@pytest.mark.parametrize("operation", [suspend, archive])
@pytest.mark.parametrize("reason", ["", "  "])
def test_without_a_reason_nothing_changes(jeweler_a, operation, reason):
    before = counts()
    with pytest.raises(ReasonMissing):
        operation(jeweler_row(jeweler_a), reason=reason, by=STAFF)
    assert counts() == before
    assert jeweler_row(jeweler_a).state == "active"


REFUSED = [
    *[(suspend, state, JewelerNotActive) for state in JewelerState if state != "active"],
    *[(resume, state, JewelerNotSuspended) for state in JewelerState if state != "suspended"],
    *[(archive, state, JewelerNotOpenToArchive) for state in JewelerState if state not in {"active", "suspended"}],
    *[(reopen, state, JewelerNotArchived) for state in JewelerState if state != "archived"],
]


@pytest.mark.parametrize(("operation", "state", "refusal"), REFUSED)
def test_a_step_out_of_order_is_refused_and_nothing_changes(jeweler_a, operation, state, refusal):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state=state)
    before = counts(), queued()
    with pytest.raises(refusal):
        operation(jeweler_row(jeweler_a), reason="Because", by=STAFF)
    assert jeweler_row(jeweler_a).state == state
    assert (counts(), queued()) == before


@pytest.mark.parametrize("state", ["suspended", "archived", "deleted"])
def test_a_closed_jeweler_is_not_opened_again(jeweler_a, state):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state=state)
    with pytest.raises(JewelerNotInvited):
        open_workspace(jeweler_row(jeweler_a), by=STAFF)


def test_a_suspended_jeweler_can_still_be_worked_for(jeweler_a):
    suspend(jeweler_row(jeweler_a), reason="Unpaid", by=STAFF)
    with jeweler_context(tenant_by_id(jeweler_a.id)) as tenant:
        assert (tenant.state, Client.objects.count()) == ("suspended", 0)


def test_an_archived_jeweler_is_shut_out_by_the_database_too(committed_db, jeweler_a):
    jeweler = archive(jeweler_row(jeweler_a), reason="Retired", by=STAFF)
    apply_admission(jeweler.pk)
    connections["default"].close()

    with pytest.raises(JewelerNotOpen), jeweler_context(tenant_by_id(jeweler.pk)):
        pass
    remembered = Tenant(jeweler.pk, jeweler.slug, jeweler.schema_name, jeweler.name, "active")
    with jeweler_context(remembered), pytest.raises(DatabaseError, match="permission denied to set role"):
        Client.objects.count()

    reopen(jeweler, reason="Came back", by=STAFF)
    apply_admission(jeweler.pk)
    connections["default"].close()
    with jeweler_context(tenant_by_id(jeweler.pk)):
        assert Client.objects.count() == 0


def test_only_a_jeweler_with_a_schema_can_be_entered(invited):
    with pytest.raises(JewelerNotOpen):
        tenant_of(invited)


def test_a_transaction_that_fails_leaves_no_trace(jeweler_a, monkeypatch):
    before = counts()

    def fail(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(operations, "enqueue", fail)
    with pytest.raises(ZeroDivisionError):
        archive(jeweler_row(jeweler_a), reason="Retired", by=SYSTEM)
    assert counts() == before
    assert jeweler_row(jeweler_a).state == "active"


def race(work, threads=4):
    made, refused = [], []
    start = threading.Barrier(threads)

    def run():
        start.wait()
        try:
            made.append(work())
        except Exception as error:
            refused.append(error)
        finally:
            connections.close_all()

    running = [threading.Thread(target=run) for _ in range(threads)]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return made, refused
