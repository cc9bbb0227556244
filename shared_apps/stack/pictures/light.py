"""The studio: what a polished surface or a facet sees when it looks away from the camera."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from shared_apps.stack.pictures.geometry import Vec, dot, unit

type Rgb = tuple[float, float, float]
type Sky = Callable[[Vec], float]

BINS = 12
WIDE = 1.2
FINE = BINS / (2 * WIDE)
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def smooth(value: float, low: float, high: float) -> float:
    """Return 0 below `low`, 1 above `high` and a soft step between."""
    t = (value - low) / (high - low)
    if t <= 0.0:
        return 0.0
    if t >= 1.0:
        return 1.0
    return t * t * (3 - 2 * t)


def mixed(a: Rgb, b: Rgb, t: float) -> Rgb:
    """Return the color at fraction t from a to b."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def linear(color: str) -> Rgb:
    """Return the linear light of a #rrggbb color."""
    r, g, b = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return (r**2.2, g**2.2, b**2.2)


def developed(light: Rgb, exposure: float = 1.35) -> Rgb:
    """Return display values 0..255 of linear light, with a film-like shoulder."""
    r, g, b = light
    return (
        255 * (1 - math.exp(-exposure * r)) ** 0.4545 if r > 0 else 0.0,
        255 * (1 - math.exp(-exposure * g)) ** 0.4545 if g > 0 else 0.0,
        255 * (1 - math.exp(-exposure * b)) ** 0.4545 if b > 0 else 0.0,
    )


def hexed(shown: Rgb) -> str:
    """Return #rrggbb of display values."""
    return f"#{int(shown[0] + 0.5):02x}{int(shown[1] + 0.5):02x}{int(shown[2] + 0.5):02x}"


@dataclass(frozen=True)
class Studio:
    """Lamps and table of one shot; `floor` is the brightness of the ground, `tint` its color."""

    floor: float = 0.55
    tint: Rgb = (1.0, 0.96, 0.9)
    key: float = 1.0
    fill: float = 1.0

    def metal(self, d: Vec) -> float:
        """Return the light polished metal reflects from a direction."""
        x, y, z = d
        if z < 0:
            near = smooth(-z, 0.02, 0.55)
            shade = 0.10 + 0.90 * near * (0.80 + 0.20 * math.cos(3 * x - 1.2))
            cards = smooth(abs(x + 0.42), 0.26, 0.12) + 0.8 * smooth(abs(x - 0.55), 0.22, 0.10)
            cards *= smooth(-y, 0.1, 0.4) * smooth(z, -0.86, -0.62) * self.key
            return self.floor * 1.15 * shade + 0.02 + 0.8 * cards
        light = 0.05 + 0.10 * smooth(z, 0.0, 0.25) + 0.22 * z * self.fill
        light += 1.9 * self.key * smooth(z, 0.60, 0.72) * smooth(z, 1.02, 0.86) * smooth(-y, -0.75, -0.2)
        light += 1.5 * self.key * smooth(abs(x + 0.66), 0.24, 0.17) * smooth(z, 0.05, 0.11) * smooth(z, 0.60, 0.52)
        light += 1.0 * self.key * smooth(abs(x - 0.80), 0.17, 0.12) * smooth(z, 0.02, 0.08) * smooth(z, 0.62, 0.50)
        light += 0.8 * self.key * smooth(abs(x - 0.12), 0.13, 0.08) * smooth(-y, 0.55, 0.8) * smooth(z, 0.14, 0.2)
        return light

    def gem(self, toward: Vec) -> Sky:
        """Return what facets see: soft boxes, many small lamps, and the dark of the camera itself."""
        lamps = _lamp_table()
        over, side = unit((-0.35, -0.25, 0.9)), unit((0.75, 0.35, 0.55))
        floor, key = self.floor, self.key

        def sky(d: Vec) -> float:
            z = d[2]
            if z < -0.05:
                return 0.06 + floor * 0.5 * smooth(-z, 0.05, 0.8)
            light = 0.07 + 0.30 * max(0.0, z)
            light += key * 0.85 * smooth(dot(d, over), 0.80, 0.9)
            light += key * 0.65 * smooth(dot(d, side), 0.82, 0.9)
            light *= 1 - 0.88 * smooth(dot(d, toward), 0.915, 0.965)
            for lamp, power in lamps[int((d[0] + WIDE) * FINE) * BINS + int((d[1] + WIDE) * FINE)]:
                near = d[0] * lamp[0] + d[1] * lamp[1] + z * lamp[2]
                if near > 0.985:
                    light += key * power * smooth(near, 0.985, 0.991)
            return light

        return sky


def _lamps(count: int) -> list[tuple[Vec, float]]:
    lamps = []
    for k in range(count):
        z = 0.06 + 0.9 * (k + 0.5) / count
        around = k * GOLDEN_ANGLE
        flat = math.sqrt(1 - z * z)
        lamps.append(((flat * math.cos(around), flat * math.sin(around), z), 1.6 + 1.7 * ((k * 7) % 5) / 4))
    return lamps


@lru_cache(maxsize=1)
def _lamp_table() -> list[list[tuple[Vec, float]]]:
    """Return for every cell of the plan of the sky the lamps that can be seen from directions in it."""
    lamps = _lamps(34)
    half = WIDE / BINS
    reach = 0.18 + half * 1.5
    table: list[list[tuple[Vec, float]]] = []
    for i in range(BINS):
        for j in range(BINS):
            x, y = (2 * i + 1) * half - WIDE, (2 * j + 1) * half - WIDE
            table.append([lamp for lamp in lamps if math.hypot(lamp[0][0] - x, lamp[0][1] - y) < reach])
    return table


PAPER_LIGHT = Studio()
DARK_ROOM = Studio(floor=0.10, tint=(0.9, 0.95, 0.95), key=1.12, fill=0.8)
VITRINE = Studio(floor=0.30, tint=(0.95, 0.97, 1.0), key=1.15, fill=1.0)
