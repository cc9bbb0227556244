"""When an answer is due: the earliest of forty days and one month, by Hong Kong's calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared_apps.rights import clocks
from shared_apps.rights.clocks import due_on, months_after
from shared_apps.rights.enums import Regime


def at(year, month, day, hour=4):
    """Noon in Hong Kong."""
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("received", "regimes", "due"),
    [
        pytest.param(at(2026, 3, 2), [Regime.PDPO], date(2026, 4, 11), id="forty days"),
        pytest.param(at(2026, 3, 2), [Regime.PDPO, Regime.EU], date(2026, 4, 2), id="a month is earlier"),
        pytest.param(at(2026, 3, 2), [Regime.PDPO, Regime.UK], date(2026, 4, 2), id="the same in the UK"),
        pytest.param(at(2026, 1, 31), [Regime.PDPO, Regime.EU], date(2026, 2, 28), id="no 31 February"),
        pytest.param(at(2028, 1, 31), [Regime.PDPO, Regime.EU], date(2028, 2, 29), id="a leap day"),
        pytest.param(at(2028, 2, 29), [Regime.PDPO, Regime.EU], date(2028, 3, 29), id="from a leap day"),
        pytest.param(at(2028, 1, 30), [Regime.PDPO, Regime.EU], date(2028, 2, 29), id="no 30 February"),
        pytest.param(at(2026, 8, 31), [Regime.PDPO, Regime.EU], date(2026, 9, 30), id="a short month"),
        pytest.param(at(2026, 12, 31), [Regime.PDPO, Regime.EU], date(2027, 1, 31), id="over the year"),
        pytest.param(at(2026, 2, 28), [Regime.PDPO], date(2026, 4, 9), id="forty days over February"),
        pytest.param(at(2028, 2, 28), [Regime.PDPO], date(2028, 4, 8), id="forty days over a leap day"),
    ],
)
def test_an_answer_is_due(received, regimes, due):
    assert due_on(received, regimes) == due


@pytest.mark.parametrize("hour", [15, 16, 17])
def test_the_day_of_receipt_is_hong_kongs(hour):
    received = at(2026, 3, 1, hour)

    assert due_on(received, [Regime.PDPO]) == date(2026, 4, 10) + timedelta(days=int(hour >= 16))


@pytest.mark.parametrize("received", [at(2026, 3, 28), at(2026, 10, 24), at(2026, 11, 1)])
def test_clocks_put_forward_elsewhere_move_nothing(received):
    assert due_on(received, [Regime.PDPO]) - clocks.day_of(received) == timedelta(days=40)


def test_an_extension_moves_the_european_date_and_not_hong_kongs():
    received = at(2026, 3, 2)

    assert due_on(received, [Regime.PDPO, Regime.EU], extended=True) == date(2026, 4, 11)
    assert due_on(received, [Regime.EU], extended=True) == date(2026, 6, 2)
    assert due_on(received, [Regime.PDPO], extended=True) == date(2026, 4, 11)


def test_months_are_counted_by_their_names():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)


@pytest.mark.parametrize(("days", "left"), [(-1, 1), (0, 0), (1, -1)])
def test_days_left_count_to_the_due_day_and_past_it(monkeypatch, days, left):
    due = date(2026, 4, 11)
    monkeypatch.setattr(clocks, "now", lambda: at(2026, 4, 11) + timedelta(days=days))

    assert clocks.days_left(due) == left
