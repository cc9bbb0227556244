"""The trail only grows, says nothing about anyone, and shows whoever meddles with it."""

import pytest
from django.db import ProgrammingError

from shared_apps.core.actors import SYSTEM, KnownActor
from shared_apps.core.trail import UndeclaredFact, UnknownEvent, event
from shared_apps.tenancy.owner import owner_connection
from tenant_apps.audit.models import TrailEvent, TrailPayload
from tenant_apps.audit.operations import JEWELER_TRAIL, next_number, record

event("test.thing.happened", "did a thing", facts=("number",))


@pytest.fixture
def links(in_jeweler_a):
    for number in range(3):
        record("test.thing.happened", None, by=SYSTEM, number=number)


def test_events_form_a_chain(links):
    chain = list(TrailEvent.objects.order_by("seq"))

    assert [bytes(later.previous) for later in chain[1:]] == [bytes(earlier.hash) for earlier in chain[:-1]]
    assert JEWELER_TRAIL.first_broken_link() is None


def test_an_event_names_its_actor(in_jeweler_a):
    actor = KnownActor("client")

    record("test.thing.happened", None, by=actor, number=1)

    assert TrailEvent.objects.latest("seq").actor_kind == "client"


def test_an_event_nobody_declared_is_refused(in_jeweler_a):
    before = TrailEvent.objects.count()

    with pytest.raises(UnknownEvent):
        record("test.thing.invented", None, by=SYSTEM)

    assert TrailEvent.objects.count() == before


def test_a_fact_the_event_does_not_declare_is_refused(in_jeweler_a):
    before = TrailEvent.objects.count()

    with pytest.raises(UndeclaredFact):
        record("test.thing.happened", None, by=SYSTEM, name="Li Wen")

    assert TrailEvent.objects.count() == before


@pytest.mark.parametrize(
    "meddle",
    [lambda: TrailEvent.objects.update(event=""), lambda: TrailEvent.objects.all()._raw_delete("default")],
    ids=["update", "delete"],
)
def test_the_jewelers_own_role_cannot_change_the_past(links, meddle):
    with pytest.raises(ProgrammingError, match="permission denied"):
        meddle()


def test_erasing_a_payload_is_lawful_and_leaves_the_chain_whole(links):
    TrailPayload.objects.all().delete()

    assert JEWELER_TRAIL.first_broken_link() is None


def test_a_changed_payload_is_seen(links):
    payload = TrailPayload.objects.get(event_id=TrailEvent.objects.get(seq=JEWELER_TRAIL.heads.objects.get().seq).pk)
    TrailPayload.objects.filter(pk=payload.pk).update(facts={"number": 99})

    assert JEWELER_TRAIL.first_broken_link() == JEWELER_TRAIL.heads.objects.get().seq


@pytest.fixture
def committed_links(committed_db, jeweler_a):
    from shared_apps.core.db import jeweler_atomic
    from shared_apps.tenancy.context import jeweler_context

    with jeweler_context(jeweler_a):
        for number in range(4):
            with jeweler_atomic():
                record("test.thing.happened", None, by=SYSTEM, number=number)
        yield jeweler_a


@pytest.mark.parametrize(
    "meddling",
    [
        "UPDATE {schema}.audit_trailevent SET actor_kind = 'member' WHERE seq = {last} - 1",
        "DELETE FROM {schema}.audit_trailevent WHERE seq = {last} - 1",
        "DELETE FROM {schema}.audit_trailevent WHERE seq = {last}",
        "UPDATE {schema}.audit_trailevent SET at = at + interval '1 day' WHERE seq = {last} - 2",
    ],
    ids=["edited", "removed", "cut short", "moved in time"],
)
def test_whoever_owns_the_database_cannot_meddle_unseen(committed_links, meddling):
    last = TrailEvent.objects.latest("seq").seq
    assert JEWELER_TRAIL.first_broken_link() is None

    with owner_connection() as owner:
        owner.execute(meddling.format(schema=committed_links.schema_name, last=last))

    assert JEWELER_TRAIL.first_broken_link() is not None


def test_human_numbers_have_no_gaps(in_jeweler_a):
    first = next_number("test")

    assert [next_number("test") for _ in range(3)] == [first + 1, first + 2, first + 3]
