"""Smooth bodies as grids of points and normals: tubes, bands, balls and turned profiles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from shared_apps.stack.pictures.geometry import Frame, Point, Vec, add, cross, dot, scaled, sub, unit

type Node = tuple[Vec, Vec]


@dataclass(frozen=True)
class Surface:
    """Rows of nodes; neighbors form quadrilaterals."""

    rows: list[list[Node]]

    def placed(self, frame: Frame) -> Surface:
        """Return the surface inside a frame."""
        return Surface([[(frame.place(p), frame.turn(n)) for p, n in row] for row in self.rows])


def section(count: int, wide: float, thick: float, power: float = 2.0) -> list[tuple[Point, Point]]:
    """Return points and normals around a superellipse, evenly by normal so that tight corners stay smooth."""
    q = power / (power - 1)
    out = []
    for k in range(count + 1):
        c, s = math.cos(2 * math.pi * k / count), math.sin(2 * math.pi * k / count)
        a, b = abs(wide * c) ** q, abs(thick * s) ** q
        total = (a + b) ** (1 / q - 1)
        x = total * a / c if abs(c) > 1e-9 else 0.0
        y = total * b / s if abs(s) > 1e-9 else 0.0
        out.append(((x, y), (c, s)))
    return out


def tube(path: list[Vec], radius: Callable[[float], float], count: int = 12, closed: bool = False) -> Surface:
    """Return a round wire along a path; `radius` is asked at fractions 0..1 of it."""
    rows = []
    last = len(path) - 1
    side: Vec | None = None
    for k, at in enumerate(path):
        before = path[k - 1] if k else (path[-2] if closed else path[0])
        after = path[k + 1] if k < last else (path[1] if closed else path[-1])
        way = unit(sub(after, before))
        if side is None:
            side = unit(cross(way, (0.0, 0.0, 1.0) if abs(way[2]) < 0.9 else (0.0, 1.0, 0.0)))
        side = unit(sub(side, scaled(way, dot(side, way))))
        other = cross(way, side)
        r = radius(k / last)
        row = []
        for j in range(count + 1):
            angle = -2 * math.pi * j / count
            n = add(scaled(side, math.cos(angle)), scaled(other, math.sin(angle)))
            row.append((add(at, scaled(n, r)), n))
        rows.append(row)
    return Surface(rows)


def band(
    radius: float,
    wide: Callable[[float], float],
    thick: Callable[[float], float],
    power: float = 2.4,
    steps: int = 90,
    count: int = 36,
    span: tuple[float, float] = (0.0, 360.0),
) -> Surface:
    """Return a finger ring about the y axis; widths in mm at an angle in degrees from the top."""
    rows = []
    for k in range(steps + 1):
        degrees = span[0] + (span[1] - span[0]) * k / steps
        angle = math.radians(degrees)
        out: Vec = (math.sin(angle), 0.0, math.cos(angle))
        half = thick(degrees) / 2
        center = scaled(out, radius + half)
        row = []
        for (a, b), (na, nb) in section(count, wide(degrees) / 2, half, power):
            row.append((add(center, add((0.0, a, 0.0), scaled(out, b))), unit(add((0.0, na, 0.0), scaled(out, nb)))))
        rows.append(row)
    return Surface(rows)


def turned_profile(profile: list[Point], steps: int = 48) -> Surface:
    """Return a body of revolution about z from (radius, height) points, bottom to top, rounded between them."""
    rows = []
    last = len(profile) - 1
    for k, (r, z) in enumerate(profile):
        r0, z0 = profile[max(0, k - 1)]
        r1, z1 = profile[min(last, k + 1)]
        out, rise = z1 - z0, r0 - r1
        size = math.hypot(out, rise) or 1.0
        row = []
        for j in range(steps + 1):
            angle = 2 * math.pi * j / steps
            c, s = math.cos(angle), math.sin(angle)
            row.append(((r * c, r * s, z), (c * out / size, s * out / size, rise / size)))
        rows.append(row)
    return Surface(rows)


def ball(center: Vec, radius: float, steps: int = 12, flat: float = 1.0) -> Surface:
    """Return a ball, flattened along z by `flat`."""
    rows = []
    for k in range(steps + 1):
        tilt = math.pi * (k / steps - 0.5)
        row = []
        for j in range(2 * steps + 1):
            angle = math.pi * j / steps
            n = (math.cos(tilt) * math.cos(angle), math.cos(tilt) * math.sin(angle), math.sin(tilt))
            at = add(center, (n[0] * radius, n[1] * radius, n[2] * radius * flat))
            row.append((at, unit((n[0], n[1], n[2] / flat))))
        rows.append(row)
    return Surface(rows)


def curve(points: list[Vec], steps: int = 6) -> list[Vec]:
    """Return a smooth path through points."""
    out: list[Vec] = []
    last = len(points) - 1
    for k in range(last):
        p0, p1, p2, p3 = points[max(0, k - 1)], points[k], points[k + 1], points[min(last, k + 2)]
        out += [_between(p0, p1, p2, p3, j / steps) for j in range(steps)]
    return [*out, points[-1]]


def _between(p0: Vec, p1: Vec, p2: Vec, p3: Vec, t: float) -> Vec:
    def one(a: float, b: float, c: float, d: float) -> float:
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)

    return (one(p0[0], p1[0], p2[0], p3[0]), one(p0[1], p1[1], p2[1], p3[1]), one(p0[2], p1[2], p2[2], p3[2]))


def loop(outline: Iterable[Point], size: float, z: float) -> list[Vec]:
    """Return a closed path around a plan at a height."""
    path = [(x * size, y * size, z) for x, y in outline]
    return [*path, path[0]]
