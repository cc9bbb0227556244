"""Polished metals and other opaque materials: the color of a point, its normal and the way to the eye."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from shared_apps.stack.pictures.geometry import Vec, dot, mirrored, unit
from shared_apps.stack.pictures.light import Rgb, Studio, mixed, smooth

type Shade = Callable[[Vec, Vec, Vec], Rgb]


@dataclass(frozen=True)
class Metal:
    """Reflectance seen straight on; `matte` is how much of the light is scattered."""

    name: str
    face: Rgb
    matte: float = 0.07


YELLOW = Metal("yellow gold", (1.0, 0.665, 0.235))
ROSE = Metal("rose gold", (1.0, 0.59, 0.42))
WHITE = Metal("white gold", (0.86, 0.84, 0.80))
PLATINUM = Metal("platinum", (0.84, 0.85, 0.86))
METALS = {metal.name: metal for metal in (YELLOW, ROSE, WHITE, PLATINUM)}

_KEY = unit((-0.45, -0.5, 0.75))
_SIDE = unit((0.8, 0.1, 0.5))


def polished(metal: Metal, studio: Studio, hollow: Callable[[Vec, Vec], float] | None = None) -> Shade:
    """Return the shading of a polished metal; `hollow` says how far a point looks at its own piece (0..1)."""
    face, matte, tint = metal.face, metal.matte, studio.tint

    def shade(at: Vec, normal: Vec, toward: Vec) -> Rgb:
        cosine = max(0.0, dot(normal, toward))
        seen = mirrored(toward, normal)
        light = studio.metal(seen)
        soft = 0.30 + 0.45 * max(0.0, dot(normal, _KEY)) + 0.15 * normal[2]
        light = light * (1 - matte) + soft * matte
        edge = (1 - cosine) ** 5 * 0.5
        r = light * (face[0] + (1 - face[0]) * edge) + 0.05 * face[0] * face[0]
        g = light * (face[1] + (1 - face[1]) * edge) + 0.05 * face[1] * face[1]
        b = light * (face[2] + (1 - face[2]) * edge) + 0.05 * face[2] * face[2]
        if seen[2] < 0:
            warm = smooth(-seen[2], 0.0, 0.5)
            r, g, b = mixed((r, g, b), (r * tint[0], g * tint[1], b * tint[2]), warm)
        if hollow:
            own = hollow(at, normal)
            if own > 0:
                r, g, b = mixed((r, g, b), (r * face[0] * 0.8, g * face[1] * 0.8, b * face[2] * 0.8), own)
        return (r, g, b)

    return shade


def inside_ring(radius: float) -> Callable[[Vec, Vec], float]:
    """Return how far a point of a ring about the y axis faces the finger hole."""

    def own(at: Vec, normal: Vec) -> float:
        reach = math.hypot(at[0], at[2]) or 1.0
        facing = -(at[0] * normal[0] + at[2] * normal[2]) / reach
        return smooth(facing, 0.1, 0.7) if reach < radius * 1.2 else 0.0

    return own


def jade(studio: Studio, deep: Rgb = (0.004, 0.165, 0.046), pale: Rgb = (0.05, 0.46, 0.15)) -> Shade:
    """Return the shading of fine translucent jadeite: light comes through the thin edges."""

    def shade(at: Vec, normal: Vec, toward: Vec) -> Rgb:
        cosine = max(0.0, dot(normal, toward))
        cloud = 0.5 + 0.5 * math.sin(at[0] * 0.16 + 1.3 * math.sin(at[1] * 0.13 + at[2] * 0.11))
        lit = 0.5 + 0.5 * dot(normal, _KEY)
        through = (1 - cosine) ** 1.5 * 0.62 + 0.22 * cloud * lit + 0.34 * max(0.0, -dot(normal, _KEY))
        color = mixed(deep, pale, min(1.0, through))
        body = 0.50 + 0.70 * lit
        seen = mirrored(toward, normal)
        glance = 0.34 * smooth(dot(seen, _KEY), 0.62, 1.0) ** 2 + 0.30 * smooth(dot(seen, _KEY), 0.93, 0.99)
        glance += 0.10 * smooth(dot(seen, _SIDE), 0.7, 1.0) + 0.3 * studio.floor * (1 - cosine) ** 4
        return (color[0] * body + glance, color[1] * body + glance, color[2] * body + glance)

    return shade


def lacquer(studio: Studio, color: Rgb) -> Shade:
    """Return the shading of enamel or onyx: a dark body under a clear gloss."""

    def shade(at: Vec, normal: Vec, toward: Vec) -> Rgb:
        cosine = max(0.0, dot(normal, toward))
        gloss = studio.metal(mirrored(toward, normal)) * (0.028 + 0.5 * (1 - cosine) ** 5)
        lit = 0.4 + 0.6 * max(0.0, dot(normal, _KEY))
        return (color[0] * lit + gloss, color[1] * lit + gloss, color[2] * lit + gloss)

    return shade
