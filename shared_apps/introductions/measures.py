"""How well introducing goes: times in working hours, rates and outcomes, by month and by house (C3)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from statistics import median
from zoneinfo import ZoneInfo

from django.conf import settings

from shared_apps.core.clock import now
from shared_apps.core.working_hours import working_hours_between
from shared_apps.inquiries.models import Brief
from shared_apps.introductions.enums import IntroductionState
from shared_apps.introductions.models import Introduction

MONTHS = 12
ACCEPTED = frozenset(
    {IntroductionState.ACCEPTED, IntroductionState.CONTACTED, IntroductionState.WON, IntroductionState.LOST}
)
COLUMNS = ("jeweler__name", "asked_at", "answered_at", "contacted_at", "state")


@dataclass
class Figures:
    """The figures of a month or of a house; times are working hours."""

    label: str
    briefs: int = 0
    asked: int = 0
    states: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    to_acknowledge: list[float] = field(default_factory=list)
    to_accept: list[float] = field(default_factory=list)
    to_contact: list[float] = field(default_factory=list)

    def add(self, state: str, asked: datetime, answered: datetime | None, contacted: datetime | None) -> None:
        self.asked += 1
        self.states[state] += 1
        if answered and state in ACCEPTED:
            self.to_accept.append(working_hours_between(asked, answered))
            if contacted:
                self.to_contact.append(working_hours_between(answered, contacted))

    @property
    def accepted(self) -> int:
        return sum(self.states[state] for state in ACCEPTED)

    @property
    def turned_down(self) -> int:
        return self.states[IntroductionState.DECLINED] + self.states[IntroductionState.LAPSED]

    @property
    def accept_rate(self) -> int | None:
        """Percent of those answered or lapsed that were accepted."""
        decided = self.accepted + self.turned_down
        return round(100 * self.accepted / decided) if decided else None

    @property
    def won(self) -> int:
        return self.states[IntroductionState.WON]

    @property
    def lost(self) -> int:
        return self.states[IntroductionState.LOST]

    @property
    def times(self) -> list[tuple[float | None, float | None]]:
        """Median and 90th percentile to acknowledge, to accept, to first contact."""
        return [(middle(one), ninth(one)) for one in (self.to_acknowledge, self.to_accept, self.to_contact)]


@dataclass(frozen=True)
class Measures:
    months: list[Figures]
    houses: list[Figures]
    whole: Figures


def measure(months: int = MONTHS) -> Measures:
    """Return the figures of the last months, the present one included, in two queries."""
    names = _months(months)
    by_month = {name: Figures(f"{name:%b %Y}") for name in names}
    by_house: dict[str, Figures] = {}
    whole = Figures("All")
    start = datetime(names[0].year, names[0].month, 1, tzinfo=_zone())
    for name, asked, *rest in Introduction.objects.filter(asked_at__gte=start).values_list(*COLUMNS):
        answered, contacted, state = rest
        house = by_house.setdefault(name, Figures(name))
        for figures in (by_month[_month(asked)], house, whole):
            figures.add(state, asked, answered, contacted)
    for came, taken_up in Brief.objects.filter(created_at__gte=start).values_list("created_at", "acknowledged_at"):
        for figures in (by_month[_month(came)], whole):
            figures.briefs += 1
            if taken_up:
                figures.to_acknowledge.append(working_hours_between(came, taken_up))
    return Measures(list(by_month.values()), sorted(by_house.values(), key=lambda one: one.label), whole)


def middle(times: Sequence[float]) -> float | None:
    return round(median(times), 1) if times else None


def ninth(times: Sequence[float]) -> float | None:
    """Return the 90th percentile by nearest rank: nine in ten were at least this quick."""
    return round(sorted(times)[ceil(0.9 * len(times)) - 1], 1) if times else None


HEADINGS = (
    "Briefs",
    "Asked",
    "Accepted",
    "Turned down",
    "Accept rate %",
    "Won",
    "Lost",
    "Acknowledge median h",
    "Acknowledge p90 h",
    "Accept median h",
    "Accept p90 h",
    "Contact median h",
    "Contact p90 h",
)


def row_of(figures: Figures) -> list[float | None]:
    """Return the figures under ``HEADINGS``; None where there is nothing to measure."""
    counted = [figures.briefs, figures.asked, figures.accepted, figures.turned_down, figures.accept_rate]
    return [*counted, figures.won, figures.lost, *(time for pair in figures.times for time in pair)]


def table(measures: Measures) -> Iterable[list[str]]:
    """Return the table of everything: a heading, the months, the houses, the whole."""
    yield ["", *HEADINGS]
    for kind in (measures.months, measures.houses, [measures.whole]):
        for figures in kind:
            yield [figures.label, *("" if value is None else str(value) for value in row_of(figures))]


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.WORKING_ZONE)


def _month(at: datetime) -> date:
    return at.astimezone(_zone()).date().replace(day=1)


def _months(count: int) -> list[date]:
    month = _month(now())
    places = [month.year * 12 + month.month - 1 - back for back in range(count)]
    return [date(place // 12, place % 12 + 1, 1) for place in reversed(places)]
