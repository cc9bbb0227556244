"""Light through a cut stone, exactly: beams are split at every facet they meet.

With parallel projection all rays through one facet stay parallel, so each path through the
stone covers a polygon of the picture. Those polygons are what a jeweler calls virtual facets.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from shared_apps.stack.pictures.facets import GIRDLE, Cut, Facet, cut
from shared_apps.stack.pictures.geometry import (
    Polygon,
    Vec,
    add,
    area,
    clipped,
    dot,
    middle,
    mirrored,
    scaled,
    sub,
)

WEAKEST = 0.07


@dataclass(frozen=True)
class Exit:
    """Light that reaches the eye: its share, where it came from per channel, its way inside the stone."""

    share: float
    red: Vec
    green: Vec
    blue: Vec
    way: float


@dataclass(frozen=True)
class Patch:
    """A polygon of the picture (in stone units, v upward) and the light that makes its color."""

    polygon: Polygon
    exits: tuple[Exit, ...]


@dataclass(frozen=True)
class Optics:
    """How finely to follow the light: refractive index, its spread, bounces, smallest polygon."""

    index: float
    spread: float
    bounces: int
    smallest: float


@dataclass(frozen=True)
class Fold:
    """A mirror plane of the stone that shows as a mirror line of the picture: half the work is enough."""

    axis: Vec
    sideways: bool

    def _over(self, a: Vec) -> Vec:
        return sub(a, scaled(self.axis, 2 * dot(a, self.axis)))

    def stitched(self, patch: Patch, overlap: float) -> Patch:
        """Return the patch with its corners on the mirror line moved across it, so that no gap shows."""
        if self.sideways:
            return Patch([(overlap if abs(u) < 1e-9 else u, v) for u, v in patch.polygon], patch.exits)
        return Patch([(u, overlap if abs(v) < 1e-9 else v) for u, v in patch.polygon], patch.exits)

    def other_half(self, patch: Patch) -> Patch:
        """Return the patch on the other side of the mirror line."""
        across, upward = (-1, 1) if self.sideways else (1, -1)
        exits = tuple(
            Exit(e.share, self._over(e.red), self._over(e.green), self._over(e.blue), e.way) for e in patch.exits
        )
        return Patch([(u * across, v * upward) for u, v in reversed(patch.polygon)], exits)


@dataclass
class _Beam:
    polygon: Polygon
    a: Vec
    b: Vec
    c: Vec
    way: Vec
    share: float
    length: float
    exits: tuple[Exit, ...]

    def at(self, u: float, v: float) -> Vec:
        a, b, c = self.a, self.b, self.c
        return (a[0] + u * b[0] + v * c[0], a[1] + u * b[1] + v * c[1], a[2] + u * b[2] + v * c[2])


def reflectance(cosine: float, index: float) -> float:
    """Return the share of unpolarized light reflected at a surface, entering (index) or leaving (1/index)."""
    sine2 = (1 - cosine * cosine) / (index * index)
    if sine2 >= 1:
        return 1.0
    inner = math.sqrt(1 - sine2)
    s = (cosine - index * inner) / (cosine + index * inner)
    p = (index * cosine - inner) / (index * cosine + inner)
    return (s * s + p * p) / 2


def _entering(toward: Vec, normal: Vec, index: float) -> Vec:
    cosine = dot(normal, toward)
    inner = math.sqrt(1 - (1 - cosine * cosine) / (index * index))
    return add(scaled(toward, -1 / index), scaled(normal, cosine / index - inner))


def _leaving(way: Vec, normal: Vec, index: float) -> Vec:
    cosine = dot(normal, way)
    outer = math.sqrt(max(0.0, 1 - index * index * (1 - cosine * cosine)))
    return add(scaled(way, index), scaled(normal, outer - index * cosine))


class _Tracer:
    def __init__(self, shape: Cut, view: tuple[Vec, Vec, Vec], optics: Optics) -> None:
        self.right, self.up, self.toward = view
        self.optics = optics
        self.patches: list[Patch] = []
        self.folds = [fold for axis in shape.mirrors if (fold := self._fold(axis))]
        self.faces: list[tuple[Facet, Vec, float]] = []
        for facet in shape.facets:
            n = len(facet.corners)
            heart = tuple(sum(c[i] for c in facet.corners) / n for i in range(3))
            center: Vec = (heart[0], heart[1], heart[2])
            self.faces.append((facet, center, max(math.dist(center, c) for c in facet.corners)))
        self.faces.sort(key=lambda face: abs(face[0].normal[2]) < 1e-6)
        self.slopes = sum(abs(facet.normal[2]) >= 1e-6 for facet, _, _ in self.faces)
        self.narrow = 0.98 * min(math.hypot(x, y) for x, y in shape.outline)

    def _fold(self, axis: Vec) -> Fold | None:
        across = abs(dot(axis, self.right))
        upward = abs(dot(axis, self.up))
        if max(across, upward) < 1 - 1e-9:
            return None
        return Fold(axis, sideways=across > upward)

    def run(self) -> list[Patch]:
        for number, (facet, _, _) in enumerate(self.faces):
            lean = dot(facet.normal, self.toward)
            if lean > 0.015:
                self._enter(number, facet, lean)
        overlap = 0.08 * math.sqrt(self.optics.smallest)
        for fold in self.folds:
            half = [fold.stitched(patch, overlap) for patch in self.patches]
            self.patches = half + [fold.other_half(patch) for patch in half]
        return self.patches

    def _enter(self, number: int, facet: Facet, lean: float) -> None:
        n, toward = facet.normal, self.toward
        polygon = [(dot(c, self.right), dot(c, self.up)) for c in facet.corners]
        for fold in self.folds:
            polygon = clipped(polygon, *((1, 0, 0) if fold.sideways else (0, 1, 0))) if polygon else polygon
        if len(polygon) < 3 or abs(area(polygon)) < 1e-7:
            return
        shine = reflectance(lean, self.optics.index)
        glance = mirrored(toward, n)
        beam = _Beam(
            polygon,
            scaled(toward, facet.reach / lean),
            sub(self.right, scaled(toward, dot(n, self.right) / lean)),
            sub(self.up, scaled(toward, dot(n, self.up) / lean)),
            _entering(toward, n, self.optics.index),
            1 - shine,
            0.0,
            (Exit(shine, glance, glance, glance, 0.0),),
        )
        self._follow(beam, number, 1)

    def _follow(self, beam: _Beam, source: int, level: int) -> None:
        way = beam.way
        wx, wy, wz = way
        heart = beam.at(*middle(beam.polygon))
        hx, hy, hz = heart
        reach = max(_off(sub(beam.at(u, v), heart), way) for u, v in beam.polygon)
        faces = self.faces if self._may_meet_girdle(heart, way, reach) else self.faces[: self.slopes]
        for number, (facet, (cx, cy, cz), radius) in enumerate(faces):
            nx, ny, nz = facet.normal
            lean = nx * wx + ny * wy + nz * wz
            if lean < 1e-4 or number == source:
                continue
            x, y, z = cx - hx, cy - hy, cz - hz
            k = x * wx + y * wy + z * wz
            if x * x + y * y + z * z - k * k > (radius + reach) * (radius + reach):
                continue
            piece = _shone_on(beam, facet)
            if len(piece) > 2 and abs(area(piece)) > 1e-7:
                self._meet(beam, piece, number, lean, level)

    def _may_meet_girdle(self, heart: Vec, way: Vec, reach: float) -> bool:
        slope = abs(way[2])
        if slope < 0.12:
            return True
        if heart[2] * way[2] > 0:
            return abs(heart[2]) < GIRDLE + reach
        go = -heart[2] / way[2]
        x, y = heart[0] + way[0] * go, heart[1] + way[1] * go
        return math.hypot(x, y) + (reach + GIRDLE * 1.2) / slope > self.narrow

    def _meet(self, beam: _Beam, piece: Polygon, number: int, lean: float, level: int) -> None:
        n, way, index = self.faces[number][0].normal, beam.way, self.optics.index
        reach = self.faces[number][0].reach
        u, v = middle(piece)
        length = beam.length + (reach - dot(n, beam.at(u, v))) / lean
        back = reflectance(lean, 1 / index)
        exits, share = beam.exits, beam.share
        if back < 0.999:
            spread = self.optics.spread
            outs = [_leaving(way, n, index + spread * k) for k in (-0.5, 0.1, 1.0)]
            exits = (*exits, Exit(share * (1 - back), outs[0], outs[1], outs[2], length))
        share *= back
        onward = sub(way, scaled(n, 2 * lean))
        if share < WEAKEST or level >= self.optics.bounces or abs(area(piece)) < self.optics.smallest:
            if share >= WEAKEST:
                upward = (onward[0], onward[1], abs(onward[2]))
                exits = (*exits, Exit(share * 0.8, upward, upward, upward, length + 0.8))
            self.patches.append(Patch(piece, exits))
            return
        a = add(beam.a, scaled(way, (reach - dot(n, beam.a)) / lean))
        b = sub(beam.b, scaled(way, dot(n, beam.b) / lean))
        c = sub(beam.c, scaled(way, dot(n, beam.c) / lean))
        self._follow(_Beam(piece, a, b, c, onward, share, length, exits), number, level + 1)


def _off(rel: Vec, way: Vec) -> float:
    k = rel[0] * way[0] + rel[1] * way[1] + rel[2] * way[2]
    x, y, z = rel[0] - k * way[0], rel[1] - k * way[1], rel[2] - k * way[2]
    return math.sqrt(x * x + y * y + z * z)


def _shone_on(beam: _Beam, facet: Facet) -> Polygon:
    piece = beam.polygon
    (ax, ay, az), (bx, by, bz), (cx, cy, cz), (wx, wy, wz) = beam.a, beam.b, beam.c, beam.way
    lx, ly, lz = facet.corners[-1]
    for x, y, z in facet.corners:
        ex, ey, ez = x - lx, y - ly, z - lz
        mx, my, mz = ey * wz - ez * wy, ez * wx - ex * wz, ex * wy - ey * wx
        a, b = mx * bx + my * by + mz * bz, mx * cx + my * cy + mz * cz
        limit = mx * (lx - ax) + my * (ly - ay) + mz * (lz - az)
        sides = [a * u + b * v > limit for u, v in piece]
        if all(sides):
            return []
        if any(sides):
            piece = clipped(piece, a, b, limit)
        lx, ly, lz = x, y, z
    return piece


@lru_cache(maxsize=256)
def traced(name: str, view: tuple[Vec, Vec, Vec], optics: Optics) -> tuple[Patch, ...]:
    """Return the virtual facets of a cut seen along `view` (right, up, toward in the stone's own axes)."""
    return tuple(_Tracer(cut(name), view, optics).run())
