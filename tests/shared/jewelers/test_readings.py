"""Looking at workspaces from outside: whole numbers cross and nothing else; the fleet is read from what was noted."""

from datetime import timedelta

import pytest

from shared_apps.console.fleet_queries import fleet, fleet_figures
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.jewelers import readings
from shared_apps.jewelers.models import Health, Jeweler, UsageReading
from shared_apps.jewelers.readings import NAMES, NotCounts, count, note_backup, take_reading
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients import operations as clients
from tenant_apps.team.models import Member
from tests.support.people import make_member

NUMBERS = dict.fromkeys(NAMES, 3)


@pytest.fixture
def told(monkeypatch):
    """Have the workspaces answer what the test says."""

    def tell(answer):
        monkeypatch.setitem(crossings._services, readings.COUNT, lambda: answer)

    return tell


def test_the_numbers_are_those_of_the_workspace_and_all_are_integers(jeweler_a, jeweler_b):
    owner = make_member(jeweler_a, "owner")
    with jeweler_context(jeweler_a):
        member = Member.objects.get(account_id=owner.pk)
        clients.create_client(by=member, display_name="Margot Lau", email="m@example.com")
        answer = crossings.call(readings.COUNT, jeweler_a)

    assert set(answer) == set(NAMES)
    assert {type(value) for value in answer.values()} == {int}
    assert (answer["clients"], answer["behind"]) == (1, 0)
    assert count(jeweler_b).clients == 0


@pytest.mark.parametrize(
    "answer",
    [
        NUMBERS | {"clients": "Margot Lau"},
        NUMBERS | {"clients": 3.5},
        NUMBERS | {"clients": True},
        NUMBERS | {"clients": None},
        NUMBERS | {"clients": [1]},
        NUMBERS | {"clients": -1},
        NUMBERS | {"names": 1},
        {"clients": 1},
        ["Margot Lau"],
        "Margot Lau",
        None,
    ],
    ids=str,
)
def test_whatever_is_not_whole_numbers_is_refused_and_nothing_kept(jeweler_a, told, answer):
    told(answer)
    with pytest.raises(NotCounts):
        take_reading(jeweler_a)

    assert (UsageReading.objects.count(), Health.objects.count()) == (0, 0)


def test_a_day_has_one_reading_the_last(jeweler_a, told):
    for clients_then in (3, 5):
        told(NUMBERS | {"clients": clients_then})
        take_reading(jeweler_a)

    reading = UsageReading.objects.get()
    assert (reading.jeweler_id, reading.clients, reading.bytes) == (jeweler_a.id, 5, 3)
    health = Health.objects.get()
    assert (health.answers, health.stores, health.behind, health.failed_jobs) == (True, True, 3, 3)


def trouble_of(tenant):
    return fleet().get(pk=tenant.id).trouble


def test_each_trouble_is_named(jeweler_a, told):
    assert trouble_of(jeweler_a) == "Not looked at lately"
    told(dict.fromkeys(NAMES, 0))
    take_reading(jeweler_a)
    assert trouble_of(jeweler_a) == ""
    for changes, name in (
        ({"failed_jobs": 1}, "Jobs failed"),
        ({"behind": 1}, "Migrations missing"),
        ({"stores": False}, "Files cannot be reached"),
        ({"answers": False}, "Does not answer"),
    ):
        Health.objects.update(**changes)
        assert trouble_of(jeweler_a) == name


def test_an_old_look_and_a_stuck_opening_are_trouble(jeweler_a, told):
    told(dict.fromkeys(NAMES, 0))
    take_reading(jeweler_a)
    Health.objects.update(checked_at=now() - timedelta(hours=14))
    assert trouble_of(jeweler_a) == "Not looked at lately"
    Jeweler.objects.filter(pk=jeweler_a.id).update(state="provisioning", state_changed_at=now() - timedelta(hours=1))
    assert trouble_of(jeweler_a) == "Does not open"


def test_backups_are_noted_and_missed(db):
    assert fleet_figures().is_backup_late
    note_backup(now() - timedelta(hours=27), by=SYSTEM)
    assert fleet_figures().is_backup_late
    note_backup(now() - timedelta(hours=1), by=SYSTEM)
    assert not fleet_figures().is_backup_late
