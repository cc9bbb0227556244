"""How every workspace is, in the same few questions for three jewelers and for three thousand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from shared_apps.core.clock import now
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Backup, Jeweler
from shared_apps.tenancy.tenants import OPEN_STATES

LOOKED_AT_WITHIN = timedelta(hours=13)
OPENS_WITHIN = timedelta(minutes=15)
BACKED_UP_WITHIN = timedelta(hours=26)
LAPSES_WITHIN = timedelta(days=30)


def troubles() -> dict[str, Q]:
    """Return what can be wrong with a workspace, the worst first."""
    is_open = Q(state__in=OPEN_STATES)
    day = now().date()
    return {
        "Does not answer": is_open & Q(health__answers=False),
        "Files cannot be reached": is_open & Q(health__stores=False),
        "Does not open": Q(state=JewelerState.PROVISIONING, state_changed_at__lt=now() - OPENS_WITHIN),
        "Migrations missing": is_open & Q(health__behind__gt=0),
        "Jobs failed": is_open & Q(health__failed_jobs__gt=0),
        "Not looked at lately": is_open & (Q(health=None) | Q(health__checked_at__lt=now() - LOOKED_AT_WITHIN)),
        "Dealer registration lapses": is_open & Q(details__dealer_expires_on__lt=day + LAPSES_WITHIN),
    }


def fleet(*, only_trouble: bool = False, text: str = "") -> QuerySet[Jeweler]:
    """Return jewelers with a workspace, what is wrong first, each with its last look and today's worst trouble."""
    wrong = [When(condition, then=Value(name)) for name, condition in troubles().items()]
    rows = Jeweler.objects.filter(state__in=[*OPEN_STATES, JewelerState.PROVISIONING])
    rows = rows.annotate(trouble=Case(*wrong, default=Value(""), output_field=CharField()))
    if only_trouble:
        rows = rows.exclude(trouble="")
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(slug__icontains=text))
    return rows.select_related("health").order_by(Case(When(trouble="", then=1), default=0), F("name"), "pk")


@dataclass(frozen=True)
class FleetFigures:
    """The whole fleet in numbers, and when it was last backed up."""

    open: int
    in_trouble: int
    backed_up_at: datetime | None

    @property
    def is_backup_late(self) -> bool:
        return self.backed_up_at is None or self.backed_up_at < now() - BACKED_UP_WITHIN


def fleet_figures() -> FleetFigures:
    last = Backup.objects.order_by("-finished_at").values_list("finished_at", flat=True).first()
    return FleetFigures(
        open=Jeweler.objects.filter(state__in=OPEN_STATES).count(),
        in_trouble=fleet(only_trouble=True).count(),
        backed_up_at=last,
    )
