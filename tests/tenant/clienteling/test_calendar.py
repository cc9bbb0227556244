"""Days of the year: the leap day, the year's end, and the years nobody may keep."""

from datetime import date, timedelta

import pytest

from tenant_apps.clienteling.calendar import (
    NoSuchDay,
    YearImplausible,
    YearOfAChild,
    checked_day,
    checked_year,
    days_until,
    next_on,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(("month", "day"), [(2, 30), (4, 31), (13, 1), (0, 1), (1, 0), (1, 32)])
def test_a_day_no_year_has_is_refused(month, day):
    with pytest.raises(NoSuchDay):
        checked_day(month, day)


def test_the_leap_day_is_a_day():
    checked_day(2, 29)


@pytest.mark.parametrize(("year", "refusal"), [(1899, YearImplausible), (2027, YearImplausible), (2011, YearOfAChild)])
def test_a_year_that_cannot_be_or_makes_a_child_is_refused(year, refusal):
    with pytest.raises(refusal):
        checked_year(year, 6, 1, of_birth=True, today=TODAY)


def test_sixteen_today_is_old_enough_and_sixteen_tomorrow_is_not():
    checked_year(2010, 11, 22, of_birth=True, today=TODAY)
    with pytest.raises(YearOfAChild):
        checked_year(2010, 11, 23, of_birth=True, today=TODAY)


def test_a_wedding_may_be_recent():
    checked_year(2025, 6, 1, of_birth=False, today=TODAY)


def test_a_leap_day_needs_a_leap_year():
    with pytest.raises(NoSuchDay):
        checked_year(2001, 2, 29, of_birth=True, today=TODAY)


@pytest.mark.parametrize(
    ("month", "day", "today", "falls"),
    [
        (11, 22, TODAY, TODAY),
        (11, 21, TODAY, date(2027, 11, 21)),
        (2, 29, date(2027, 1, 1), date(2027, 2, 28)),
        (2, 29, date(2028, 1, 1), date(2028, 2, 29)),
        (2, 29, date(2027, 3, 1), date(2028, 2, 29)),
        (1, 1, date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_a_day_comes_next_on(month, day, today, falls):
    assert next_on(month, day, today) == falls


@pytest.mark.parametrize("days", [0, 1, 21, 60, 120])
def test_the_stretches_hold_exactly_the_days_that_come(days):
    every = [(on.month, on.day) for on in (date(2000, 1, 1) + timedelta(n) for n in range(366))]
    for start in (date(2026, 11, 22), date(2027, 2, 27), date(2027, 2, 28), date(2028, 2, 28), date(2027, 12, 31)):
        stretches = days_until(start, days)

        held = {pair for pair in every if any(first <= pair <= last for first, last in stretches)}
        assert held >= {pair for pair in every if (next_on(*pair, start) - start).days <= days}
        assert {pair for pair in held if (next_on(*pair, start) - start).days > days} <= {(2, 29)}
