"""What the demo shows of jewelers and of support, made once however often it is asked for."""

from shared_apps.inquiries.operations import receive_inquiry
from shared_apps.jewelers.demo import seed_jewelers
from shared_apps.jewelers.models import Announcement, Application, Backup, Details, UsageReading
from shared_apps.support.demo import seed_grant
from shared_apps.support.models import Grant, Visit
from shared_apps.support.queries import live_grants
from tests.shared.inquiries.conftest import INQUIRY


def test_the_demo_has_an_announcement_numbers_and_details(jeweler_a, jeweler_b, staff):
    receive_inquiry(**INQUIRY)
    for _ in range(2):
        seed_jewelers(by=staff)

    assert (Announcement.objects.count(), Details.objects.count(), Backup.objects.count()) == (1, 2, 1)
    assert (UsageReading.objects.count(), Application.objects.count()) == (18, 1)


def test_the_demo_has_one_past_access(jeweler_a, owner, staff):
    for _ in range(2):
        seed_grant(jeweler_a.id, owner=owner, staff=staff)

    assert (Grant.objects.count(), Visit.objects.get().pages, list(live_grants())) == (1, 2, [])
