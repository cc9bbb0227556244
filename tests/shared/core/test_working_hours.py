"""Clocks that run while people work: Monday to Friday, 9 to 18, in Hong Kong."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared_apps.core.working_hours import (
    TimeWithoutZone,
    add_working_hours,
    working_day_hours,
    working_hours_between,
)

HONG_KONG = ZoneInfo("Asia/Hong_Kong")


def hk(text):
    return datetime.fromisoformat(text).replace(tzinfo=HONG_KONG)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23 10:00", 4, "2026-11-23 14:00"),
        ("2026-11-23 15:00", 4, "2026-11-24 10:00"),
        ("2026-11-23 14:00", 4, "2026-11-23 18:00"),
        ("2026-11-23 07:30", 4, "2026-11-23 13:00"),
        ("2026-11-23 18:00", 4, "2026-11-24 13:00"),
        ("2026-11-27 17:00", 4, "2026-11-30 12:00"),
        ("2026-11-28 03:00", 4, "2026-11-30 13:00"),
        ("2026-11-29 23:59", 0.5, "2026-11-30 09:30"),
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),
        ("2026-11-28 10:00", 0, "2026-11-30 09:00"),
        ("2026-11-23 10:00", 45, "2026-11-30 10:00"),
        # Over Christmas: Friday 25 December is a holiday, Saturday 26 is none of ours.
        ("2026-12-24 17:00", 4, "2026-12-28 12:00"),
        # Over a new year that begins on a Friday.
        ("2026-12-31 17:30", 1, "2027-01-04 09:30"),
        # 31 January: a Sunday, and the month ends.
        ("2027-01-29 17:00", 2, "2027-02-01 10:00"),
        # Leap day 2028 is a Tuesday like any other.
        ("2028-02-28 17:00", 2, "2028-02-29 10:00"),
        ("2028-02-29 17:00", 2, "2028-03-01 10:00"),
        # Lunar New Year 2026: Tuesday to Thursday.
        ("2026-02-16 17:00", 2, "2026-02-20 10:00"),
    ],
)
def test_working_hours_are_added_over_nights_weekends_and_holidays(start, hours, end):
    assert add_working_hours(hk(start), hours) == hk(end)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-23 10:00", "2026-11-23 14:00", 4.0),
        ("2026-11-23 15:00", "2026-11-24 10:00", 4.0),
        ("2026-11-27 18:00", "2026-11-30 09:00", 0.0),
        ("2026-11-28 10:00", "2026-11-29 10:00", 0.0),
        ("2026-11-23 10:00", "2026-11-23 10:00", 0.0),
        ("2026-11-23 14:00", "2026-11-23 10:00", 0.0),
        ("2026-11-23 08:00", "2026-11-23 20:00", 9.0),
        ("2028-02-28 09:00", "2028-03-01 09:00", 18.0),
        ("2027-01-29 09:00", "2027-02-02 09:00", 18.0),
    ],
)
def test_working_hours_between_two_times_are_counted(start, end, hours):
    assert working_hours_between(hk(start), hk(end)) == hours


def test_the_zone_a_time_is_written_in_changes_nothing():
    friday = hk("2026-11-27 17:00")
    in_berlin = friday.astimezone(ZoneInfo("Europe/Berlin"))

    assert add_working_hours(in_berlin, 4) == add_working_hours(friday, 4) == hk("2026-11-30 12:00")
    assert add_working_hours(friday, 4).tzinfo is UTC


def test_a_zone_that_changes_its_clocks_still_counts_real_hours(settings):
    settings.WORKING_ZONE = "Europe/Berlin"
    settings.WORKING_HOURS = (0, 4)
    settings.WORKING_WEEKDAYS = range(7)
    berlin = ZoneInfo("Europe/Berlin")

    spring = datetime(2027, 3, 28, tzinfo=berlin)
    autumn = datetime(2026, 10, 25, tzinfo=berlin)

    assert working_hours_between(spring, spring + timedelta(days=1)) == 3.0
    assert working_hours_between(autumn, autumn + timedelta(days=1)) == 5.0


def test_hong_kong_has_no_summer_time():
    march, october = hk("2027-03-26 17:00"), hk("2026-10-23 17:00")

    assert add_working_hours(october, 2) == hk("2026-10-26 10:00")
    assert add_working_hours(march, 2) == hk("2027-03-30 11:00")


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(TimeWithoutZone):
        add_working_hours(datetime(2026, 11, 23, 10), 1)  # noqa: DTZ001 -- what is refused
    with pytest.raises(TimeWithoutZone):
        working_hours_between(datetime(2026, 11, 23, 10), hk("2026-11-23 12:00"))  # noqa: DTZ001 -- what is refused


def test_hours_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        add_working_hours(hk("2026-11-23 10:00"), -1)


def test_a_working_day_has_nine_hours():
    assert working_day_hours() == 9.0


MINUTES = st.integers(0, 2 * 365 * 24 * 60)


@given(MINUTES, st.integers(0, 40 * 60))
def test_what_was_added_is_what_lies_between(minutes, worked):
    start = hk("2026-01-01 00:00") + timedelta(minutes=minutes)

    end = add_working_hours(start, worked / 60)

    assert working_hours_between(start, end) == pytest.approx(worked / 60, abs=1e-6)
    assert end >= start
