"""Cuts as solids: every facet a plane, every polygon computed from the planes around it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from shared_apps.stack.pictures.geometry import Point, Vec, add, cross, dot, scaled, sub, unit
from shared_apps.stack.pictures.outlines import Outline, cushion, ellipse, marquise, pear

GIRDLE = 0.05
type Plane = tuple[Vec, float]


@dataclass(frozen=True)
class Facet:
    """One flat face: outward normal, distance from the middle, corners in order."""

    normal: Vec
    reach: float
    corners: tuple[Vec, ...]


@dataclass(frozen=True, eq=False)
class Cut:
    """A cut stone of half width one, table up."""

    name: str
    facets: tuple[Facet, ...]
    outline: tuple[Point, ...]
    crown: float
    depth: float
    mirrors: tuple[Vec, ...]

    def top(self) -> list[Facet]:
        """Return the facets seen from above."""
        return [facet for facet in self.facets if facet.normal[2] > 0.02]

    def bottom(self) -> list[Facet]:
        """Return the facets seen from below."""
        return [facet for facet in self.facets if facet.normal[2] < -0.02]


def _within(corners: list[Vec], plane: Plane) -> list[Vec]:
    normal, reach = plane
    out: list[Vec] = []
    if not corners:
        return out
    last = corners[-1]
    before = dot(normal, last) - reach
    for here in corners:
        now = dot(normal, here) - reach
        if (before > 1e-9) != (now > 1e-9):
            out.append(add(last, scaled(sub(here, last), before / (before - now))))
        if now <= 1e-9:
            out.append(here)
        last, before = here, now
    return out


def _face(plane: Plane, planes: list[Plane]) -> Facet | None:
    normal, reach = plane
    x = unit(cross(normal, (0.0, 0.0, 1.0) if abs(normal[2]) < 0.9 else (1.0, 0.0, 0.0)))
    y = cross(normal, x)
    origin = scaled(normal, reach)
    corners = [add(origin, add(scaled(x, a * 9), scaled(y, b * 9))) for a, b in ((1, 1), (-1, 1), (-1, -1), (1, -1))]
    for other in planes:
        if other is not plane:
            corners = _within(corners, other)
    kept = [c for i, c in enumerate(corners) if math.dist(c, corners[i - 1]) > 1e-5]
    return Facet(normal, reach, tuple(kept)) if len(kept) > 2 else None


def _solid(name: str, planes: list[Plane], outline: list[Point]) -> Cut:
    distinct = [p for i, p in enumerate(planes) if not any(math.dist(p[0], q[0]) < 1e-7 for q in planes[:i])]
    faces = tuple(face for plane in distinct if (face := _face(plane, distinct)))
    heights = [corner[2] for face in faces for corner in face.corners]
    mirrors: tuple[Vec, ...] = ((0.0, 1.0, 0.0),)
    if abs(min(x for x, _ in outline) + max(x for x, _ in outline)) < 1e-6:
        mirrors = ((1.0, 0.0, 0.0), *mirrors)
    return Cut(name, faces, tuple(outline), max(heights), -min(heights), mirrors)


def _through(a: Vec, b: Vec, c: Vec) -> Plane:
    normal = unit(cross(sub(b, a), sub(c, a)))
    if dot(normal, a) < 0:
        normal = scaled(normal, -1)
    return normal, dot(normal, a)


def _ridge(first: Plane, second: Plane, z: float) -> Vec:
    (n, h), (m, k) = first, second
    a, b = h - n[2] * z, k - m[2] * z
    det = n[0] * m[1] - n[1] * m[0]
    return ((a * m[1] - b * n[1]) / det, (n[0] * b - m[0] * a) / det, z)


def _leaning(at: Point, angle: float, rise: float, run: float, z: float) -> Plane:
    normal = unit((math.cos(angle) * abs(rise), math.sin(angle) * abs(rise), math.copysign(run, rise)))
    return normal, dot(normal, (at[0], at[1], z))


def brilliant(name: str, outline: Outline, table: float = 0.57, crown: float = 0.30, depth: float = 0.86) -> Cut:
    """Return the 57 facets of a brilliant over any plan: table, stars, bezels, halves, mains, lower halves."""
    g = GIRDLE
    points = [outline.touch(angle) for angle in outline.mains]
    between = [outline.touch(angle) for angle in outline.mids]
    cx, cy = outline.culet
    bezels, mains = [], []
    for (x, y), angle in zip(points, outline.mains, strict=True):
        support = x * math.cos(angle) + y * math.sin(angle)
        inset = (x - cx) * math.cos(angle) + (y - cy) * math.sin(angle)
        bezels.append(_leaning((x, y), angle, crown, (1 - table) * support, g))
        mains.append(_leaning((x, y), angle, -depth, inset, -g))
    planes: list[Plane] = [((0.0, 0.0, 1.0), g + crown), *bezels, *mains]
    for k in range(8):
        j = (k + 1) % 8
        star = _ridge(bezels[k], bezels[j], g + 0.686 * crown)
        low = _ridge(mains[k], mains[j], -g - depth * 0.787)
        tables = [(points[i][0] * table, points[i][1] * table, g + crown) for i in (k, j)]
        planes.append(_through(tables[0], tables[1], star))
        for i in (k, j):
            planes.append(_through(star, (*points[i], g), (*between[k], g)))
            planes.append(_through(low, (*points[i], -g), (*between[k], -g)))
    for angle in outline.girdle:
        x, y = outline.touch(angle)
        planes.append(((math.cos(angle), math.sin(angle), 0.0), x * math.cos(angle) + y * math.sin(angle)))
    return _solid(name, planes, outline.polygon())


def step(name: str, length: float, corner: float, crown: float = 0.27, depth: float = 0.86) -> Cut:
    """Return a step cut over a rectangle with cut corners."""
    g = GIRDLE
    diagonal = math.sqrt(0.5) * (length + 1 - corner)
    sides = [(0.0, length), (90.0, 1.0), (180.0, length), (270.0, 1.0)]
    sides += [(45.0 + 90 * k, diagonal) for k in range(4)] if corner else []
    up = [(0.0, 0.0), (0.10, 0.46), (0.24, 0.82), (0.40, 1.0)]
    down = [(0.0, 0.0), (0.30, 0.45), (0.62, 0.78), (1.0, 1.0)]
    planes: list[Plane] = [((0.0, 0.0, 1.0), g + crown)]
    for degrees, reach in sides:
        angle = math.radians(degrees)
        c, s = math.cos(angle), math.sin(angle)
        planes.append(((c, s, 0.0), reach))
        for profile, height in ((up, crown), (down, -depth)):
            for (i0, h0), (i1, h1) in itertools.pairwise(profile):
                at = (c * (reach - i0), s * (reach - i0))
                z = math.copysign(g, height) + h0 * height
                planes.append(_leaning(at, angle, (h1 - h0) * height, i1 - i0, z))
    plan = [(length - corner, 1.0), (length, 1 - corner)] if corner else [(length, 1.0)]
    quarter = plan + [(x, -y) for x, y in reversed(plan)]
    return _solid(name, planes, quarter + [(-x, y) for x, y in reversed(quarter)])


def single(name: str) -> Cut:
    """Return the single cut of very small stones: a table, eight bezels, eight mains."""
    eighths = [math.pi / 4 * k for k in range(8)]
    planes: list[Plane] = [((0.0, 0.0, 1.0), GIRDLE + 0.27)]
    for angle in eighths:
        at = (math.cos(angle), math.sin(angle))
        planes += [_leaning(at, angle, 0.27, 0.40, GIRDLE), _leaning(at, angle, -0.84, 1.0, -GIRDLE)]
    rim = [2 * math.pi * k / 24 for k in range(24)]
    planes += [((math.cos(a), math.sin(a), 0.0), 1.0) for a in rim]
    return _solid(name, planes, [(math.cos(a), math.sin(a)) for a in rim])


CUTS: dict[str, Callable[[str], Cut]] = {
    "round": lambda name: brilliant(name, ellipse()),
    "single": single,
    "oval": lambda name: brilliant(name, ellipse(1.36), crown=0.29, depth=0.84),
    "cushion": lambda name: brilliant(name, cushion(1.06), table=0.58, crown=0.34, depth=0.92),
    "long cushion": lambda name: brilliant(name, cushion(1.2), table=0.58, crown=0.34, depth=0.90),
    "pear": lambda name: brilliant(name, pear()),
    "marquise": lambda name: brilliant(name, marquise(), depth=0.84),
    "emerald": lambda name: step(name, 1.36, 0.36),
    "asscher": lambda name: step(name, 1.0, 0.36, crown=0.34, depth=0.95),
    "baguette": lambda name: step(name, 2.1, 0.0, depth=0.7),
}


@lru_cache(maxsize=32)
def cut(name: str) -> Cut:
    """Return a cut by its trade name."""
    return CUTS[name](name)
