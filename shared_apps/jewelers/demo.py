"""What the demo shows of jewelers as businesses: numbers of some weeks, details, an announcement, an application."""

from __future__ import annotations

from datetime import date, timedelta

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.inquiries.models import Inquiry
from shared_apps.jewelers.announcing import announce
from shared_apps.jewelers.businesses import change_details, edit_application, open_application
from shared_apps.jewelers.models import Announcement, Jeweler, UsageReading
from shared_apps.jewelers.queries import active_jewelers, tenant_of
from shared_apps.jewelers.readings import USAGE, note_backup, take_reading

WEEKS = 8
TITLE = "A short pause on Sunday"
TEXT = (
    "On Sunday from 02:00 to 02:30, Hong Kong time, workspaces and portals pause while we move to new servers. "
    "Nothing is lost; please save what you are writing before."
)


def seed_jewelers(*, by: Actor) -> None:
    """Fill in what months of work would have left; what is there already is left alone."""
    if Announcement.objects.filter(title=TITLE).exists():
        return
    for number, jeweler in enumerate(active_jewelers()):
        take_reading(tenant_of(jeweler))
        _past(jeweler)
        told = {"legal_name": f"{jeweler.name} Limited", "registration": f"7{number}120344-000"}
        dealer = {"dealer_category": "b", "dealer_number": f"B-2{number}881", "dealer_expires_on": date(2029, 3, 31)}
        change_details(jeweler, by=by, **told, **dealer)
    note_backup(now() - timedelta(hours=3), by=SYSTEM)
    until = now() + timedelta(days=6)
    announce(kind="maintenance", title=TITLE, text=TEXT, shown_until=until, jewelers=None, is_mailed=True, by=by)
    inquiry = Inquiry.objects.exclude(company="").order_by("pk").first()
    if inquiry is not None:
        edit_application(open_application(inquiry, by=by), by=by, legal_name=inquiry.company)


def _past(jeweler: Jeweler) -> None:
    """Let the numbers of today have grown over some weeks."""
    today = UsageReading.objects.get(jeweler=jeweler, day=now().date())
    for week in range(1, WEEKS + 1):
        share = {name: getattr(today, name) * (WEEKS + 2 - week) // (WEEKS + 2) for name in USAGE}
        UsageReading.objects.get_or_create(jeweler=jeweler, day=today.day - timedelta(days=7 * week), defaults=share)
