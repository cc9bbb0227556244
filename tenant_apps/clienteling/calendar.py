"""Days of the year without their year."""

from __future__ import annotations

from datetime import date, timedelta

from shared_apps.core.errors import DomainError

LEAP = 2000
OF_AGE = 16


class NoSuchDay(DomainError):
    message = "There is no such day in the year."


class YearImplausible(DomainError):
    message = "This year cannot be right. Leave it out if you are not sure."


class YearOfAChild(DomainError):
    message = "This year would make the person younger than 16. Leave the year out and keep day and month only."


def checked_day(month: int, day: int) -> None:
    """Refuse a day no year has; 29 February is one."""
    try:
        date(LEAP, month, day)
    except ValueError as error:
        raise NoSuchDay from error


def checked_year(year: int, month: int, day: int, *, of_birth: bool, today: date) -> None:
    """Refuse a year to come, before 1900, without that day, or that says somebody is a child (P69)."""
    try:
        on = date(year, month, day)
    except ValueError as error:
        raise NoSuchDay from error
    if not date(1900, 1, 1) <= on <= today:
        raise YearImplausible
    if of_birth and _anniversary(on.month, on.day, on.year + OF_AGE) > today:
        raise YearOfAChild


def next_on(month: int, day: int, today: date) -> date:
    """Return the next date, today included, on which a day of the year falls."""
    this_year = _anniversary(month, day, today.year)
    return this_year if this_year >= today else _anniversary(month, day, today.year + 1)


def _anniversary(month: int, day: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, 2, 28)


type Day = tuple[int, int]


def days_until(today: date, days: int) -> list[tuple[Day, Day]]:
    """Return the stretches of (month, day) of the next ``days`` days, today included.

    One that passes the year's end is two; the 28th of February brings the 29th along.
    """
    last = today + timedelta(days=min(days, 360))
    begins, ends = (today.month, today.day), (last.month, last.day)
    ends = (2, 29) if ends == (2, 28) else ends
    return [(begins, ends)] if last.year == today.year else [(begins, (12, 31)), ((1, 1), ends)]
