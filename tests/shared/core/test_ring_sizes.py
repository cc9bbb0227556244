"""Sizes by the charts: every value they print, how people write them, and the gauges nobody standardized."""

from decimal import Decimal

import pytest

from shared_apps.core.ring_sizes import (
    PI,
    CircumferenceImplausible,
    SizeUnknown,
    System,
    circumference_of,
    conversions,
    diameter,
    nearest,
    sizes,
)
from tests.shared.core import ring_charts as charts

OWN = {"S": Decimal("50.00"), "M": Decimal("54.00")}


def chart(text):
    return [tuple(pair.split("=")) for pair in text.split()]


PRINTED = [
    (system, label, Decimal(size))
    for system, text in (
        (System.US, charts.US),
        (System.UK, charts.UK),
        (System.JP, charts.JP),
        (System.HK_A, charts.HK_A),
        (System.HK_B, charts.HK_B),
    )
    for label, size in chart(text)
] + [(System.HK_C, label, Decimal(size) * PI) for label, size in chart(charts.HK_C_DIAMETER)]


@pytest.mark.parametrize(("system", "label", "size"), PRINTED)
def test_a_size_measures_what_the_charts_print(system, label, size):
    assert abs(circumference_of(system, label) - size) <= Decimal("0.005")


@pytest.mark.parametrize(("system", "label", "_size"), PRINTED)
def test_the_size_nearest_to_a_size_is_itself(system, label, _size):
    around = circumference_of(system, label)

    found = nearest(system, around)

    assert (found.circumference, found.difference) == (around, 0)
    assert circumference_of(system, found.label) == around


@pytest.mark.parametrize(("uk", "us"), chart(charts.PAIRED))
def test_retail_charts_pair_british_and_american_sizes_within_half_a_size(uk, us):
    apart = circumference_of(System.UK, uk) - circumference_of(System.US, us)

    assert abs(apart) <= Decimal("0.55")


@pytest.mark.parametrize("number", range(41, 77))
def test_an_iso_size_is_its_circumference_and_the_swiss_is_forty_less(number):
    assert circumference_of(System.EU, f"ISO 8653-{number}") == number
    assert circumference_of(System.CH, str(number - 40)) == number


@pytest.mark.parametrize(
    ("system", "written", "label"),
    [
        (System.US, " 6 1/2 ", "6½"),
        (System.US, "6.5", "6½"),
        (System.US, "6,50", "6½"),
        (System.US, "6 ¾", "6¾"),
        (System.US, "½", "½"),
        (System.UK, "n 1/2", "N½"),
        (System.UK, "n½", "N½"),
        (System.UK, "z +2", "Z+2"),
        (System.JP, "14号", "14"),
        (System.HK_A, "7.5", "7½"),
        (System.HK_A, "27¾", "27¾"),
    ],
)
def test_a_size_may_be_written_as_people_write_it(system, written, label):
    assert circumference_of(system, written) == sizes(system)[label]


@pytest.mark.parametrize(
    ("system", "label"),
    [
        (System.US, ""),
        (System.US, "16¼"),
        (System.US, "6⅓"),
        (System.US, "NaN"),
        (System.US, "-1"),
        (System.UK, "Å"),
        (System.UK, "7"),
        (System.EU, "40"),
        (System.HK_C, "7"),
        (System.OWN, "S"),
        (System.MM, "wide"),
    ],
)
def test_a_size_that_does_not_exist_is_refused(system, label):
    with pytest.raises(SizeUnknown):
        circumference_of(system, label)


@pytest.mark.parametrize("size", ["29.99", "90.01", "NaN", "Infinity", "-54"])
def test_what_no_finger_measures_is_refused(size):
    with pytest.raises(CircumferenceImplausible):
        nearest(System.US, Decimal(size))
    with pytest.raises(CircumferenceImplausible):
        circumference_of(System.MM, size)


def test_millimetres_are_their_own_size():
    assert circumference_of(System.MM, "54,416 mm") == Decimal("54.42")
    assert nearest(System.MM, Decimal("54.416")).label == "54.42"


def test_a_circumference_is_shown_in_every_system_and_hong_kong_with_its_warning():
    shown = {one.system: (one.label, one.is_uncertain) for one in conversions(Decimal("54.42"))}

    assert shown == {
        System.US: ("7", False),
        System.UK: ("N½", False),
        System.EU: ("54", False),
        System.JP: ("14", False),
        System.CH: ("14½", False),
        System.HK_A: ("16", True),
        System.HK_B: ("15", True),
        System.HK_C: ("15", True),
    }


def test_a_house_may_have_a_gauge_of_its_own():
    assert circumference_of(System.OWN, "m", own=OWN) == Decimal("54.00")
    assert [one.label for one in conversions(Decimal("50.9"), own=OWN) if one.system is System.OWN] == ["S"]


def test_of_two_sizes_as_close_the_larger_is_taken():
    assert nearest(System.EU, Decimal("54.50")).label == "55"


def test_a_diameter_is_the_circumference_over_pi():
    assert diameter(Decimal("54.42")) == Decimal("17.32")
