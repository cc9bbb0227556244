"""Announcements: for whom they are, until when, once each."""

from datetime import timedelta

import pytest
import time_machine

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.models import Job
from shared_apps.jewelers import announcing
from shared_apps.jewelers.models import Announcement, AnnouncementClosing
from shared_apps.notices.models import Delivery
from shared_apps.notices.operations import deliver, give_notice
from shared_apps.tenancy.hosts import Surface
from tests.support.people import make_member, signed_in_client

TOLD = {"kind": "maintenance", "title": "A pause on Sunday", "text": "From 02:00 to 03:00 Hong Kong time."}


def announce(**changes):
    told = TOLD | {"shown_until": now() + timedelta(days=2), "jewelers": None, "is_mailed": False, "by": SYSTEM}
    return announcing.announce(**told | changes)


def test_it_is_for_all_or_for_those_named(jeweler_a, jeweler_b):
    everyone, one = announce(), announce(jewelers=[jeweler_b.id])

    assert list(announcing.shown_in(jeweler_a.id)) == [everyone]
    assert list(announcing.shown_in(jeweler_b.id)) == [one, everyone]


def test_it_ends_by_itself_and_can_be_taken_back_once(jeweler_a):
    first, second = announce(), announce()
    announcing.withdraw(first, by=SYSTEM)
    with pytest.raises(announcing.AnnouncementWithdrawn):
        announcing.withdraw(first, by=SYSTEM)

    assert list(announcing.shown_in(jeweler_a.id)) == [second]
    with time_machine.travel(now() + timedelta(days=2, seconds=1)):
        assert list(announcing.shown_in(jeweler_a.id)) == []


def test_each_person_puts_it_away_for_themselves(jeweler_a):
    announcement = announce()
    owner, bench = (
        signed_in_client(make_member(jeweler_a, role), surface=Surface.WORKSPACE, tenant=jeweler_a)
        for role in ("owner", "bench")
    )
    assert TOLD["title"] in owner.get("/clients/").content.decode()

    for _ in range(2):
        response = owner.post(
            f"/team/announcements/{announcement.pk}/closing/", headers={"Referer": f"http://{owner.host}/clients/"}
        )
        assert (response.status_code, response["Location"]) == (302, "/clients/")

    assert TOLD["title"] not in owner.get("/clients/").content.decode()
    assert TOLD["title"] in bench.get("/clients/").content.decode()
    assert AnnouncementClosing.objects.count() == 1


def test_owners_get_one_mail_each_that_says_nothing_of_it(jeweler_a, jeweler_b):
    owner = make_member(jeweler_a, "owner")
    make_member(jeweler_b, "owner", account=owner)
    make_member(jeweler_a, "manager")
    announcement = announce(is_mailed=True)
    for _ in range(2):
        give_notice(announcing.MAIL, announcement, to=announcing.owners_told(announcement), by=SYSTEM)

    assert list(Delivery.objects.values_list("email", flat=True)) == [owner.email]
    assert Job.objects.filter(name="notices.deliver").count() == 1
    deliver(delivery_id=str(Delivery.objects.get().pk))
    assert Delivery.objects.get().state == "sent"


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"title": "x" * 121},
        {"text": ""},
        {"text": "x" * 2001},
        {"jewelers": []},
        {"shown_until": now() - timedelta(hours=1)},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_an_unclear_announcement_is_refused(db, changes):
    with pytest.raises(announcing.AnnouncementUnclear):
        announce(**changes)
    assert Announcement.objects.count() == 0
