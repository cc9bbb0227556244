"""Charts drawn on the server: groups of columns as plain SVG, without a script; the table stands behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

WIDTH, HEIGHT = 640, 220
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 12, 28
STEPS = 4


@dataclass(frozen=True)
class Column:
    """One column: where it stands, what it says."""

    x: float
    y: float
    width: float
    height: float
    series: int
    words: str


@dataclass(frozen=True)
class Mark:
    """A word on an axis."""

    at: float
    words: str


@dataclass(frozen=True)
class Chart:
    """What ``<c-chart>`` draws; ``summary`` says in words what the picture shows."""

    title: str
    unit: str
    series: tuple[str, ...]
    columns: tuple[Column, ...]
    below: tuple[Mark, ...]
    beside: tuple[Mark, ...]
    summary: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def is_empty(self) -> bool:
        return not self.columns


def columns(
    title: str, groups: Sequence[tuple[str, Sequence[float | None]]], *, series: Sequence[str], unit: str = ""
) -> Chart:
    """Draw groups of columns, one column a series; None leaves a gap."""
    known = [value for _label, values in groups for value in values if value is not None]
    top = _top(max(known, default=0))
    if top < STEPS and all(isinstance(value, int) for value in known):
        top = float(STEPS)  # things that are counted have no halves
    room = (WIDTH - LEFT - RIGHT) / max(len(groups), 1)
    wide = min(room * 0.7 / len(series), 36)
    drawn, below = [], []
    for index, (label, values) in enumerate(groups):
        middle = LEFT + room * (index + 0.5)
        below.append(Mark(round(middle, 1), label))
        start = middle - wide * len(series) / 2
        for number, value in enumerate(values):
            if value is not None:
                high = (HEIGHT - TOP - BOTTOM) * value / top
                words = f"{label}, {series[number]}: {_number(value)}{f' {unit}' if unit else ''}"
                place = (round(start + wide * number, 1), round(HEIGHT - BOTTOM - high, 1))
                drawn.append(Column(*place, round(wide - 2, 1), round(high, 1), number, words))
    return Chart(title, unit, tuple(series), tuple(drawn), tuple(_thinned(below)), _scale(top), _said(title, drawn))


def _top(most: float) -> float:
    """Return a round number at or above the most."""
    if most <= 0:
        return 1
    unit = 10 ** floor(log10(most))
    return float(next(step * unit for step in (1, 2, 2.5, 5, 10) if step * unit >= most))


def _scale(top: float) -> tuple[Mark, ...]:
    high = HEIGHT - TOP - BOTTOM
    steps = [top * step / STEPS for step in range(STEPS + 1)]
    return tuple(Mark(round(HEIGHT - BOTTOM - high * value / top, 1), _number(value)) for value in steps)


def _thinned(marks: list[Mark]) -> list[Mark]:
    """Leave out words that would run into each other."""
    near = min((after.at - before.at for before, after in pairwise(marks)), default=WIDTH)
    return marks[:: max(1, ceil(56 / near))]


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _said(title: str, drawn: Sequence[Column]) -> str:
    return f"{title}. {'; '.join(column.words for column in drawn)}." if drawn else f"{title}: no figures yet."
