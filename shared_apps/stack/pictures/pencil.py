"""The hand of the designer: pencil lines, washes of color, dimensions and notes."""

from __future__ import annotations

import itertools
import math
import random
from dataclasses import dataclass, field

from shared_apps.stack.pictures.facets import Facet
from shared_apps.stack.pictures.geometry import Camera, Line, Point, Polygon, Vec, dot
from shared_apps.stack.pictures.lettering import Pen, paragraph, width, write
from shared_apps.stack.pictures.raster import Layer, opened

GRAPHITE = "#3d3833"
FAINT = "#8d857a"
RED = "#a5483c"
NOTE = Pen(19.5, 1.4, "#4a443d", 0.15, 0.20, 0.0, 0.8)
HEADING = Pen(36, 1.5, "#2f2a26", 0.30, 0.0, 3.0)


@dataclass
class Sheet:
    """A sheet of drawing paper filled stroke by stroke; the same name gives the same hand."""

    name: str
    width: int = 1600
    height: int = 1200
    parts: list[str] = field(default_factory=list)
    chance: random.Random = field(default_factory=random.Random)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.name)

    def line(self, points: Line, weight: float = 1.5, color: str = GRAPHITE, passes: int = 2) -> None:
        """Draw through points the way a hand does: twice, not quite the same, a little past the ends."""
        for k in range(passes):
            shaken = self._shaken(points, 0.55 + 0.25 * k)
            data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in shaken)
            self.parts.append(
                f'<path fill="none" stroke="{color}" stroke-width="{weight * (1 - 0.35 * k):.2f}" '
                f'stroke-opacity="{0.78 - 0.28 * k:.2f}" stroke-linecap="round" stroke-linejoin="round" d="{data}"/>'
            )

    def closed(self, polygon: Line, weight: float = 1.5, color: str = GRAPHITE, passes: int = 2) -> None:
        """Draw a closed outline."""
        self.line([*polygon, polygon[0]], weight, color, passes)

    def oval(
        self, at: Point, rx: float, ry: float, weight: float = 1.5, color: str = GRAPHITE, passes: int = 2
    ) -> None:
        """Draw an ellipse that overlaps where it closes."""
        steps = [2 * math.pi * k / 60 - 0.6 for k in range(63)]
        self.line([(at[0] + rx * math.cos(a), at[1] + ry * math.sin(a)) for a in steps], weight, color, passes)

    def guide(self, a: Point, b: Point) -> None:
        """Draw a construction hairline that runs past both ends."""
        size = math.dist(a, b) or 1.0
        dx, dy = (b[0] - a[0]) / size * 26, (b[1] - a[1]) / size * 26
        ends = [(a[0] - dx, a[1] - dy), (b[0] + dx, b[1] + dy)]
        self.line(ends, 0.8, FAINT, 1)

    def wash(self, polygon: Line, color: str, strength: float = 0.30) -> None:
        """Lay watercolor: three uneven pools and the darker rim where it dried."""
        for k in range(3):
            loose = self._shaken([*polygon, polygon[0]], 3.2 + k, every=26.0)
            data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in loose) + "Z"
            rim = f' stroke="{color}" stroke-opacity="{strength * 0.5:.2f}" stroke-width="1.6"' if k == 1 else ""
            self.parts.append(f'<path fill="{color}" fill-opacity="{strength / 2.2:.2f}"{rim} d="{data}"/>')

    def facets(self, facets: list[Facet], seen: Camera, size: float, weight: float = 1.2) -> None:
        """Draw the facet edges that face the camera."""
        edges: dict[tuple[Point, Point], None] = {}
        pixels = size * seen.scale
        shortest = 3.0 if pixels > 70 else pixels * 0.42
        for facet in facets:
            if dot(facet.normal, seen.toward) < 0.02 or abs(facet.normal[2]) < 0.01:
                continue
            spots = [seen.project((c[0] * size, c[1] * size, c[2] * size)) for c in facet.corners]
            for a, b in zip(spots, spots[1:] + spots[:1], strict=True):
                first, second = sorted(((round(a[0]), round(a[1])), (round(b[0]), round(b[1]))))
                if math.dist(first, second) > shortest:
                    edges[(first, second)] = None
        for a, b in edges:
            self.line([a, b], weight, GRAPHITE, 1)

    def dimension(self, a: Point, b: Point, text: str, off: float) -> None:
        """Draw a dimension line beside two points, `off` pixels to the right of the way from a to b."""
        size = math.dist(a, b) or 1.0
        ux, uy = (b[0] - a[0]) / size, (b[1] - a[1]) / size
        nx, ny = -uy * off, ux * off
        p, q = (a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny)
        for end, spot in ((a, p), (b, q)):
            gap = math.copysign(8, off)
            self.line(
                [
                    (end[0] - uy * gap, end[1] + ux * gap),
                    (spot[0] - uy * gap * 0.8, spot[1] + ux * gap * 0.8),
                ],
                0.8,
                RED,
                1,
            )
            self.line(
                [
                    (spot[0] - 5 * (ux - uy), spot[1] - 5 * (uy + ux)),
                    (spot[0] + 5 * (ux - uy), spot[1] + 5 * (uy + ux)),
                ],
                1.3,
                RED,
                1,
            )
        self.line([p, q], 0.9, RED, 1)
        flat = abs(ux) > abs(uy)
        out = math.copysign(1, off)
        middle = ((p[0] + q[0]) / 2, (p[1] + q[1]) / 2)
        pen = Pen(18, 1.3, RED, 0.15, 0.2, 0.0, 0.6)
        if flat:
            lift = 26 if out * ux > 0 else -11
            self.parts.append(write(text, (middle[0], middle[1] + lift), pen, "middle"))
        else:
            side = -12 if out * uy > 0 else 12
            self.parts.append(write(text, (middle[0] + side, middle[1] + 6), pen, "end" if side < 0 else "start"))

    def note(self, lines: list[str], at: Point, to: Point | None = None) -> None:
        """Write a note, with a curved leader to what it speaks of."""
        self.parts.append(paragraph(lines, at, NOTE, 33))
        if to:
            start = (
                (at[0] - 12, at[1] - 7)
                if to[0] < at[0]
                else (at[0] + 12 + max(width(line, NOTE) for line in lines), at[1] - 7)
            )
            bend = ((start[0] + to[0]) / 2, start[1] + (to[1] - start[1]) * 0.15)
            curve = [_bezier(start, bend, to, t / 12) for t in range(13)]
            self.line(curve, 0.9, FAINT, 1)
            self.parts.append(f'<circle cx="{to[0]:.1f}" cy="{to[1]:.1f}" r="3" fill="{FAINT}"/>')

    def swatch(self, at: Point, color: str, label: str) -> None:
        """Lay a color sample with its name."""
        x, y = at
        self.wash([(x, y), (x + 54, y - 2), (x + 55, y + 33), (x + 1, y + 34)], color, 0.62)
        self.parts.append(write(label, (x + 70, y + 23), NOTE))

    def title(self, text: str, below: str, number: str) -> None:
        """Write the title block along the foot of the sheet."""
        y = self.height - 74
        self.parts.append(
            f'<path d="M70 {y - 56}H{self.width - 70}" stroke="{GRAPHITE}" stroke-width="1" opacity=".55"/>'
        )
        self.parts.append(write(text, (72, y + 8), HEADING))
        self.parts.append(write(below, (73, y + 42), NOTE))
        self.parts.append(write(number, (self.width - 72, y + 6), Pen(20, 1.3, GRAPHITE, 0.3), "end"))
        self.parts.append(write("scale 4:1 \u00b7 all sizes in mm", (self.width - 72, y + 40), NOTE, "end"))

    def layers(self) -> list[Layer]:
        """Return the sheet on its paper."""
        w, h = self.width, self.height
        paper = (
            '<radialGradient id="p" cx=".45" cy=".4" r=".85"><stop offset="0" stop-color="#fcf9f1"/>'
            '<stop offset=".7" stop-color="#f6f0e2"/><stop offset="1" stop-color="#e9e0cc"/></radialGradient>'
        )
        ground = f'<defs>{paper}</defs><rect width="{w}" height="{h}" fill="url(#p)"/>'
        return [Layer(f"{opened(w, h)}{ground}{''.join(self.parts)}</svg>")]

    def _shaken(self, points: Line, by: float, every: float = 42.0) -> Polygon:
        out: Polygon = []
        drift_x = drift_y = 0.0
        for (ax, ay), (bx, by_) in itertools.pairwise(points):
            count = max(1, int(math.dist((ax, ay), (bx, by_)) / every))
            for k in range(count):
                drift_x = drift_x * 0.7 + self.chance.uniform(-by, by)
                drift_y = drift_y * 0.7 + self.chance.uniform(-by, by)
                t = k / count
                out.append((ax + (bx - ax) * t + drift_x, ay + (by_ - ay) * t + drift_y))
        return [*out, (points[-1][0] + drift_x * 0.5, points[-1][1] + drift_y * 0.5)]


def _bezier(a: Point, b: Point, c: Point, t: float) -> Point:
    s = 1 - t
    return (s * s * a[0] + 2 * s * t * b[0] + t * t * c[0], s * s * a[1] + 2 * s * t * b[1] + t * t * c[1])


def plan(scale: float, at: Point) -> Camera:
    """Return the view from straight above."""
    return Camera((1, 0, 0), (0, 1, 0), (0, 0, 1), scale, at)


def front(scale: float, at: Point) -> Camera:
    """Return the view along the finger."""
    toward: Vec = (0, -1, 0)
    return Camera((1, 0, 0), (0, 0, 1), toward, scale, at)


def flank(scale: float, at: Point) -> Camera:
    """Return the view across the finger."""
    return Camera((0, 1, 0), (0, 0, 1), (1, 0, 0), scale, at)
