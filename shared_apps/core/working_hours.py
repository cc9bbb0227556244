"""Hours in which people are at work: the clocks of acknowledging, accepting and first contact run in them.

add_working_hours(brief_received_at, 4)        # Friday 17:00 in Hong Kong -> Monday 12:00
working_hours_between(asked_at, answered_at)   # 0.0 over a weekend

Days, hours, zone and public holidays are settings; times go in with any zone and come out in UTC.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

HOUR = timedelta(hours=1)
ONE_DAY = timedelta(days=1)


class TimeWithoutZone(ValueError):
    """A working time was asked of a time that does not say where."""


def add_working_hours(start: datetime, hours: float) -> datetime:
    """Return when so many working hours have passed since ``start``; an end at closing time is closing time."""
    left = timedelta(hours=hours)
    if left < timedelta(0):
        raise ValueError("working hours are counted forwards")
    for opens, closes in _shifts_from(start):
        begins = max(opens, start)
        if left <= closes - begins:
            return (begins + left).astimezone(UTC)
        left -= closes - begins
    raise AssertionError("days do not end")


def working_hours_between(start: datetime, end: datetime) -> float:
    """Return how many working hours passed between two times; 0.0 when the second is not after the first."""
    passed = timedelta(0)
    for opens, closes in _shifts_from(start):
        if opens >= end:
            break
        passed += max(min(closes, end) - max(opens, start), timedelta(0))
    return passed / HOUR


def working_day_hours() -> float:
    """Return how many hours a working day has."""
    opens, closes = settings.WORKING_HOURS
    return float(closes - opens)


def _shifts_from(start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield when work begins and ends on each working day that is not over at ``start``."""
    if start.tzinfo is None:
        raise TimeWithoutZone(start.isoformat())
    zone = ZoneInfo(settings.WORKING_ZONE)
    day = start.astimezone(zone).date()
    while True:
        if _is_working(day):
            opens, closes = (_at(day, hour, zone) for hour in settings.WORKING_HOURS)
            if closes > start:
                yield opens, closes
        day += ONE_DAY


def _is_working(day: date) -> bool:
    return day.weekday() in settings.WORKING_WEEKDAYS and day.isoformat() not in settings.PUBLIC_HOLIDAYS


def _at(day: date, hour: int, zone: ZoneInfo) -> datetime:
    # Compared and subtracted in UTC: within one zone Python would ignore a change of the clocks.
    return datetime.combine(day, time(hour), zone).astimezone(UTC)
