"""Writing with a pen: text as strokes, upright, italic, with hairlines and stems, or by hand."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass
from functools import lru_cache

from shared_apps.stack.pictures.geometry import Point, Polygon
from shared_apps.stack.pictures.glyphs import GLYPHS

type Strokes = tuple[tuple[Point, ...], ...]


@dataclass(frozen=True)
class Pen:
    """How letters are drawn: size is the height of capitals in pixels."""

    size: float = 24.0
    weight: float = 1.6
    color: str = "#2b2622"
    spacing: float = 0.2
    slant: float = 0.0
    nib: float = 0.0
    shake: float = 0.0


@lru_cache(maxsize=256)
def strokes(letter: str) -> Strokes:
    """Return a letter's lines in its own units."""
    words = GLYPHS[letter][1].replace("A", " A ").replace("M", " M ").replace("L", " L ").split()
    lines: list[list[Point]] = []
    k = 0
    while k < len(words):
        command = words[k]
        if command == "A":
            cx, cy, rx, ry, first, last = (float(w) for w in words[k + 1 : k + 7])
            arc = _arc((cx, cy), (rx, ry), first, last)
            if lines and math.dist(lines[-1][-1], arc[0]) < 0.75:
                lines[-1] += arc
            else:
                lines.append(arc)
            k += 7
            continue
        at = (float(words[k + 1]), float(words[k + 2]))
        if command == "M":
            lines.append([at])
        else:
            lines[-1].append(at)
        k += 3
    return tuple(tuple(line) for line in lines if len(line) > 1)


def _arc(center: Point, radii: Point, first: float, last: float) -> list[Point]:
    count = max(5, int(abs(last - first) / 14))
    angles = [math.radians(first + (last - first) * k / count) for k in range(count + 1)]
    return [(center[0] + radii[0] * math.cos(a), center[1] + radii[1] * math.sin(a)) for a in angles]


def width(text: str, pen: Pen) -> float:
    """Return how long a line of text is, in pixels."""
    units = sum(GLYPHS[c][0] for c in text) + 10 * pen.spacing * max(0, len(text) - 1)
    return units * pen.size / 10


def lines_of(text: str, at: Point, pen: Pen, seed: int = 0) -> list[Polygon]:
    """Return the strokes of a line of text, its baseline starting at a point."""
    chance = random.Random(f"{text}{seed}")
    out: list[Polygon] = []
    k = pen.size / 10
    x = at[0]
    for letter in text:
        jump = pen.shake * chance.uniform(-1, 1)
        grow = 1 + 0.03 * pen.shake * chance.uniform(-1, 1)
        lean = pen.slant + 0.03 * pen.shake * chance.uniform(-1, 1)
        lines = strokes(letter)
        out += [[(x + (u + v * lean) * k * grow, at[1] - v * k * grow + jump) for u, v in line] for line in lines]
        x += (GLYPHS[letter][0] + 10 * pen.spacing) * k
    return out


def write(text: str, at: Point, pen: Pen, align: str = "start", seed: int = 0) -> str:
    """Return SVG of a line of text; `align` is start, middle or end."""
    x = at[0] - {"start": 0.0, "middle": 0.5, "end": 1.0}[align] * width(text, pen)
    lines = lines_of(text, (x, at[1]), pen, seed)
    data = "".join("M" + "L".join(f"{u:.1f} {v:.1f}" for u, v in line) for line in lines)
    attributes = f'fill="none" stroke="{pen.color}" stroke-linecap="round" stroke-linejoin="round"'
    drawn = f'<path {attributes} stroke-width="{pen.weight:.2f}" d="{data}"/>'
    if pen.nib:
        drawn += _broad(lines, pen)
    return drawn


def _broad(lines: list[Polygon], pen: Pen) -> str:
    dx, dy = pen.nib * math.cos(math.radians(12)) / 2, -pen.nib * math.sin(math.radians(12)) / 2
    parts = []
    for line in lines:
        for (ax, ay), (bx, by) in itertools.pairwise(line):
            corners = [(ax - dx, ay - dy), (ax + dx, ay + dy), (bx + dx, by + dy), (bx - dx, by - dy)]
            cross = (bx - ax) * dy - (by - ay) * dx
            ordered = corners if cross < 0 else corners[::-1]
            parts.append("M" + "L".join(f"{u:.1f} {v:.1f}" for u, v in ordered) + "Z")
    return f'<path fill="{pen.color}" d="{"".join(parts)}"/>'


def paragraph(lines: list[str], at: Point, pen: Pen, leading: float, align: str = "start") -> str:
    """Return SVG of several lines, `leading` pixels apart."""
    return "".join(write(line, (at[0], at[1] + k * leading), pen, align, k) for k, line in enumerate(lines))
