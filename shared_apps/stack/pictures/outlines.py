"""Girdle outlines: the plan of a stone, given by the point where a line of each direction touches it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from shared_apps.stack.pictures.geometry import Point, Polygon

type Touch = Callable[[float], Point]


@dataclass(frozen=True)
class Outline:
    """A plan: touching point per normal angle, the eight main directions and what lies between."""

    touch: Touch
    mains: tuple[float, ...]
    mids: tuple[float, ...]
    girdle: tuple[float, ...]
    culet: Point = (0.0, 0.0)

    def polygon(self) -> Polygon:
        """Return the plan as a polygon."""
        return [self.touch(angle) for angle in self.girdle]


def _eight(offset: float = 0.0) -> tuple[float, ...]:
    return tuple(math.radians(45 * k + offset) for k in range(8))


def _dense(count: int = 64) -> tuple[float, ...]:
    return tuple(2 * math.pi * (k + 0.5) / count for k in range(count))


def _rad(*degrees: float) -> tuple[float, ...]:
    return tuple(math.radians(d) for d in degrees)


def ellipse(length: float = 1.0) -> Outline:
    """Return a round (1.0) or oval plan of half width one."""

    def touch(angle: float) -> Point:
        x, y = math.cos(angle) * length, math.sin(angle)
        reach = math.hypot(x, y)
        return (x * length / reach, y / reach)

    def slant(angle: float) -> float:
        return math.atan2(math.sin(angle) * length, math.cos(angle)) % (2 * math.pi)

    return Outline(
        touch,
        tuple(slant(a) for a in _eight()),
        tuple(slant(a) for a in _eight(22.5)),
        tuple(slant(a) for a in _dense()),
    )


def cushion(length: float = 1.0, fullness: float = 3.0) -> Outline:
    """Return a rounded square or rectangle of half width one."""
    q = fullness / (fullness - 1)

    def touch(angle: float) -> Point:
        c, s = math.cos(angle), math.sin(angle)
        a, b = abs(length * c) ** q, abs(s) ** q
        total = (a + b) ** (1 / q - 1)
        x = total * a / c if abs(c) > 1e-9 else 0.0
        y = total * b / s if abs(s) > 1e-9 else 0.0
        return (x, y)

    corner = math.atan2(length, 1.0)
    half = math.pi / 2

    def around(first: float) -> tuple[float, ...]:
        return (first, math.pi - first, math.pi + first, 2 * math.pi - first)

    mains = sorted([0.0, half, math.pi, 3 * half, *around(corner)])
    mids = sorted([*around(corner * 0.36), *around(half - (half - corner) * 0.36)])
    return Outline(touch, tuple(mains), tuple(mids), _dense(72))


def marquise(length: float = 1.9) -> Outline:
    """Return two arcs meeting in points."""
    radius = (1 + length * length) / 2
    edge = math.atan2(radius - 1, length)

    def touch(angle: float) -> Point:
        c, s = math.cos(angle), math.sin(angle)
        if abs(s) < math.sin(edge):
            return (math.copysign(length, c), 0.0)
        return (radius * c, radius * s - math.copysign(radius - 1, s))

    e = math.degrees(edge)
    mains = _rad(0, 66, 90, 114, 180, 246, 270, 294)
    mids = _rad(e + 3, 77, 103, 177 - e, 183 + e, 257, 283, 357 - e)
    steps = [e + 0.5 + (179 - 2 * e) * k / 25 for k in range(26)]
    return Outline(touch, mains, mids, _rad(*steps, *(180 + s for s in steps)))


def pear(length: float = 2.1) -> Outline:
    """Return a half circle drawn out to a point."""
    radius = (1 + length * length) / 2
    edge = math.atan2(radius - 1, length)
    back = 0.42

    def touch(angle: float) -> Point:
        c, s = math.cos(angle), math.sin(angle)
        if c < 0:
            return (c - back, s)
        if abs(s) < math.sin(edge):
            return (length - back, 0.0)
        return (radius * c - back, radius * s - math.copysign(radius - 1, s))

    e = math.degrees(edge)
    mains = _rad(0, 72, 102, 141, 180, 219, 258, 288)
    mids = _rad(e + 3, 87, 121, 160, 200, 239, 273, 357 - e)
    flank = [e + 0.5 + (90 - e) * k / 14 for k in range(14)]
    round_end = [90 + 180 * (k + 0.5) / 26 for k in range(26)]
    girdle = _rad(*flank, *round_end, *(360 - f for f in reversed(flank)))
    return Outline(touch, mains, mids, girdle, (-0.12, 0.0))
