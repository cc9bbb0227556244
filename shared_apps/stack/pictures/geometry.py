"""Vectors, placements and the camera every picture is seen through."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

type Vec = tuple[float, float, float]
type Point = tuple[float, float]
type Polygon = list[Point]
type Line = Sequence[Point]


def dot(a: Vec, b: Vec) -> float:
    """Return the scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """Return the vector product."""
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def add(a: Vec, b: Vec) -> Vec:
    """Return the sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """Return the vector from b to a."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, by: float) -> Vec:
    """Return the vector stretched."""
    return (a[0] * by, a[1] * by, a[2] * by)


def along(a: Vec, b: Vec, t: float) -> Vec:
    """Return the point at fraction t from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def unit(a: Vec) -> Vec:
    """Return the vector at length one; a null vector becomes the z axis."""
    length = math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])
    if length < 1e-12:
        return (0.0, 0.0, 1.0)
    return (a[0] / length, a[1] / length, a[2] / length)


def mirrored(toward: Vec, normal: Vec) -> Vec:
    """Return where a ray seen along `toward` comes from after reflection at a surface."""
    k = 2 * dot(toward, normal)
    return (k * normal[0] - toward[0], k * normal[1] - toward[1], k * normal[2] - toward[2])


def turned(a: Vec, axis: Vec, degrees: float) -> Vec:
    """Return the vector rotated about a unit axis."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    k = dot(axis, a) * (1 - c)
    w = cross(axis, a)
    return (
        a[0] * c + w[0] * s + axis[0] * k,
        a[1] * c + w[1] * s + axis[1] * k,
        a[2] * c + w[2] * s + axis[2] * k,
    )


@dataclass(frozen=True)
class Frame:
    """A placement: an origin and three unit axes."""

    origin: Vec = (0.0, 0.0, 0.0)
    x: Vec = (1.0, 0.0, 0.0)
    y: Vec = (0.0, 1.0, 0.0)
    z: Vec = (0.0, 0.0, 1.0)

    def turn(self, a: Vec) -> Vec:
        """Return a direction of this frame in the outer one."""
        x, y, z = self.x, self.y, self.z
        return (
            a[0] * x[0] + a[1] * y[0] + a[2] * z[0],
            a[0] * x[1] + a[1] * y[1] + a[2] * z[1],
            a[0] * x[2] + a[1] * y[2] + a[2] * z[2],
        )

    def place(self, a: Vec) -> Vec:
        """Return a point of this frame in the outer one."""
        return add(self.origin, self.turn(a))

    def inward(self, a: Vec) -> Vec:
        """Return an outer direction in this frame."""
        return (dot(a, self.x), dot(a, self.y), dot(a, self.z))

    def holding(self, inner: Frame) -> Frame:
        """Return a frame given inside this one as an outer frame."""
        return Frame(self.place(inner.origin), self.turn(inner.x), self.turn(inner.y), self.turn(inner.z))

    def spun(self, axis: Vec, degrees: float) -> Frame:
        """Return the frame rotated about an outer axis through the outer origin."""
        return Frame(*(turned(part, axis, degrees) for part in (self.origin, self.x, self.y, self.z)))

    def moved(self, by: Vec) -> Frame:
        """Return the frame shifted."""
        return Frame(add(self.origin, by), self.x, self.y, self.z)


def facing(origin: Vec, up: Vec, hint: Vec = (1.0, 0.0, 0.0)) -> Frame:
    """Return the frame whose z axis is `up` and whose x axis is as near `hint` as it can be."""
    z = unit(up)
    x = unit(sub(hint, scaled(z, dot(hint, z))))
    return Frame(origin, x, cross(z, x), z)


@dataclass(frozen=True)
class Camera:
    """A long-lens view: parallel projection of millimetres to pixels."""

    right: Vec
    up: Vec
    toward: Vec
    scale: float
    center: Point
    target: Vec = (0.0, 0.0, 0.0)

    def project(self, a: Vec) -> Point:
        """Return where a point falls on the picture, in pixels."""
        target, right, up, scale = self.target, self.right, self.up, self.scale
        x, y, z = a[0] - target[0], a[1] - target[1], a[2] - target[2]
        return (
            self.center[0] + (x * right[0] + y * right[1] + z * right[2]) * scale,
            self.center[1] - (x * up[0] + y * up[1] + z * up[2]) * scale,
        )

    def depth(self, a: Vec) -> float:
        """Return how near a point is: larger is nearer."""
        toward = self.toward
        return a[0] * toward[0] + a[1] * toward[1] + a[2] * toward[2]


def camera(azimuth: float, elevation: float, scale: float, center: Point, target: Vec = (0, 0, 0)) -> Camera:
    """Return a view from a compass direction (0 = from -y) and height in degrees."""
    az, el = math.radians(azimuth), math.radians(elevation)
    right = (math.cos(az), math.sin(az), 0.0)
    toward = (math.sin(az) * math.cos(el), -math.cos(az) * math.cos(el), math.sin(el))
    return Camera(right, cross(toward, right), toward, scale, center, target)


def area(polygon: Polygon) -> float:
    """Return the signed area of a polygon."""
    total = 0.0
    x0, y0 = polygon[-1]
    for x1, y1 in polygon:
        total += x0 * y1 - x1 * y0
        x0, y0 = x1, y1
    return total / 2


def middle(polygon: Polygon) -> Point:
    """Return the mean of a polygon's corners."""
    n = len(polygon)
    return (sum(p[0] for p in polygon) / n, sum(p[1] for p in polygon) / n)


def clipped(polygon: Polygon, a: float, b: float, c: float) -> Polygon:
    """Return the part of a polygon where a*u + b*v <= c."""
    out: Polygon = []
    last = polygon[-1]
    before = a * last[0] + b * last[1] - c
    for here in polygon:
        now = a * here[0] + b * here[1] - c
        if (before > 0) != (now > 0):
            t = before / (before - now)
            out.append((last[0] + (here[0] - last[0]) * t, last[1] + (here[1] - last[1]) * t))
        if now <= 0:
            out.append(here)
        last, before = here, now
    return out


def hull(points: list[Point]) -> Polygon:
    """Return the convex outline around points.

    Nearly equal points would turn the walk around by their rounding errors, so they are made equal first.
    """
    ordered = sorted({(round(x, 6), round(y, 6)) for x, y in points})
    halves: list[Polygon] = []
    for run in (ordered, ordered[::-1]):
        half: Polygon = []
        for p in run:
            while len(half) > 1 and area([half[-2], half[-1], p]) <= 0:
                half.pop()
            half.append(p)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def path_of(polygon: Polygon) -> str:
    """Return SVG path data of a closed polygon."""
    return "M" + "L".join([f"{x:.1f} {y:.1f}" for x, y in polygon]) + "Z"


def swollen(polygon: Polygon, by: float = 0.55) -> str:
    """Return path data of a polygon grown by part of a pixel, so that neighbors leave no seam."""
    n = len(polygon)
    cx, cy = sum([p[0] for p in polygon]) / n, sum([p[1] for p in polygon]) / n
    parts = []
    for x, y in polygon:
        dx, dy = x - cx, y - cy
        grow = 1 + by / (abs(dx) + abs(dy) + 0.3)
        parts.append(f"{cx + dx * grow:.1f} {cy + dy * grow:.1f}")
    return "M" + "L".join(parts) + "Z"
