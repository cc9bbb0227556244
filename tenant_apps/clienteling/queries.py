"""Reads of what a jeweler remembers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from shared_apps.core.clock import today
from tenant_apps.clienteling.calendar import Day, days_until
from tenant_apps.clienteling.models import GaugeMark, GreetingConsent, ImportantDate, RingSize
from tenant_apps.clienteling.permissions import EDIT_MEMORY, VIEW_MEMORY
from tenant_apps.clients.models import Client
from tenant_apps.clients.queries import PageSection
from tenant_apps.team.models import Member

LONGEST_LEAD = 120


def own_gauge() -> dict[str, Decimal]:
    """Return the workspace's own gauge, smallest first: label to circumference in mm."""
    return dict(GaugeMark.objects.order_by("circumference").values_list("label", "circumference"))


def latest_sizes(client: Client) -> list[RingSize]:
    """Return the latest size of each finger, in the order of the hand, then of the finger's latest measuring."""
    rows = RingSize.objects.filter(client=client).order_by("hand", "finger", "-measured_on", "-pk")
    return list(rows.distinct("hand", "finger"))


def dates_coming_up(*, on: date | None = None, days: int = LONGEST_LEAD) -> QuerySet[ImportantDate]:
    """Return the days that come within so many days, of clients that are not put away."""
    within = reduce(or_, (_between(*stretch) for stretch in days_until(on or today(), days)))
    return ImportantDate.objects.filter(within, client__archived_at=None).select_related("client")


def _between(first: Day, last: Day) -> Q:
    if first[0] == last[0]:
        return Q(month=first[0], day__range=(first[1], last[1]))
    whole_months = Q(month__gt=first[0], month__lt=last[0])
    return Q(month=first[0], day__gte=first[1]) | whole_months | Q(month=last[0], day__lte=last[1])


def reminders(*, on: date | None = None, limit: int = 20) -> list[tuple[date, ImportantDate]]:
    """Return the days whose reminder has come, with the date they fall on, the nearest first."""
    day = on or today()
    due = ((kept.next_on(day), kept) for kept in dates_coming_up(on=day))
    found = [(falls, kept) for falls, kept in due if (falls - day).days <= kept.lead_days]
    return sorted(found, key=lambda pair: (pair[0], pair[1].pk))[:limit]


def greeting_consent(client: Client) -> GreetingConsent | None:
    """Return the consent in force to greet a client, if there is one."""
    return GreetingConsent.objects.filter(client=client, withdrawn_at=None).first()


def _section(template: str, client: Client, member: Member, **found: object) -> PageSection | None:
    if not VIEW_MEMORY.allows(member.role):
        return None
    may_edit = EDIT_MEMORY.allows(member.role) and not client.is_archived
    context = {"client": client, "may_edit": may_edit, **found}
    return PageSection(f"clienteling/{template}", context, is_beside=True)


def sizes_section(client: Client, member: Member) -> PageSection | None:
    measurements = client.measurements.order_by("part", "-measured_on", "-pk")
    return _section("_sizes.html", client, member, sizes=latest_sizes(client), measurements=measurements)


def dates_section(client: Client, member: Member) -> PageSection | None:
    day = today()
    dates = sorted(((kept.next_on(day), kept) for kept in client.dates.all()), key=lambda pair: pair[0])
    return _section("_dates.html", client, member, dates=dates, consent=greeting_consent(client))


def tastes_section(client: Client, member: Member) -> PageSection | None:
    tastes = client.tastes.order_by("stance", "matter", "what")
    wishes = client.wishes.order_by("-fulfilled_on", "-pk")
    return _section("_tastes.html", client, member, tastes=tastes, wishes=wishes)
