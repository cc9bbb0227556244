"""Small lines drawn on the server: a row of numbers as the points of an SVG polyline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 120, 28


@dataclass(frozen=True)
class Sparkline:
    """A measure over days: its name, the last number, and the points of its line."""

    label: str
    last: int
    first: int
    points: str
    is_bytes: bool = False

    @property
    def change(self) -> int:
        return self.last - self.first


def sparkline(label: str, values: Sequence[int], *, is_bytes: bool = False) -> Sparkline:
    """Draw numbers as they follow each other; one alone is a level line."""
    if not values:
        return Sparkline(label, 0, 0, "", is_bytes)
    shown = list(values) if len(values) > 1 else [values[0], values[0]]
    low, high = min(shown), max(shown)
    span, step = (high - low) or 1, WIDTH / (len(shown) - 1)
    heights = [HEIGHT / 2 if high == low else 2 + (HEIGHT - 4) * (high - value) / span for value in shown]
    points = " ".join(f"{index * step:.1f},{height:.1f}" for index, height in enumerate(heights))
    return Sparkline(label, shown[-1], shown[0], points, is_bytes)
