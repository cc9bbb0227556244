"""A shot: bodies and stones sorted by depth, their shadow on the ground, written as one SVG."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass, field

from shared_apps.stack.pictures.geometry import Camera, Point, Polygon, Vec, area, dot, swollen, unit
from shared_apps.stack.pictures.light import Rgb, Studio, developed, hexed
from shared_apps.stack.pictures.metals import Metal, Shade, polished
from shared_apps.stack.pictures.stones import Sitting, outline_of, stone_svg
from shared_apps.stack.pictures.surfaces import Node, Surface

type Layer = Callable[[Vec], float]
type Spot = tuple[Vec, Vec, Point, Rgb]
type Corners = tuple[Spot, Spot, Spot, Spot]

LAMP = unit((-0.42, 0.30, 0.86))
CONTACT = 1.3


@dataclass
class Scene:
    """What stands before the camera. `ground` is the height of the table in mm, None for none.

    Whole layers with an odd number hold stones, whose edges stay crisp; even ones hold smooth bodies.
    """

    camera: Camera
    studio: Studio
    width: int
    height: int
    ground: float | None = 0.0
    contrast: float = 25.0
    crisp: bool = True
    soft: float = 1.7
    items: list[tuple[float, float, str]] = field(default_factory=list)
    cast: list[Polygon] = field(default_factory=list)
    contact: list[Polygon] = field(default_factory=list)
    symbols: dict[str, tuple[str, str]] = field(default_factory=dict)

    def put(self, surface: Surface, shade: Shade, layer: Layer | float = 0.0, splits: int = 4) -> None:
        """Add a smooth body."""
        toward = self.camera.toward
        rows = [[self._spot(node, shade) for node in row] for row in surface.rows]
        for k, (above, below) in enumerate(itertools.pairwise(rows)):
            for j in range(len(above) - 1):
                corners = (above[j], above[j + 1], below[j + 1], below[j])
                if dot(corners[0][1], toward) + dot(corners[2][1], toward) > -0.02:
                    at = layer if isinstance(layer, float) else layer(corners[0][0])
                    self._quad(corners, shade, at, splits)
            if self.ground is not None and k % 2 == 0:
                after = rows[min(k + 2, len(rows) - 1)]
                for j in range(0, len(above) - 1, 2):
                    i = min(j + 2, len(above) - 1)
                    self._shadow([above[j][0], above[i][0], after[i][0], after[j][0]])

    def sit(self, stone: Sitting, layer: float = 1.0, bounces: int = 5, grain: float = 40.0) -> None:
        """Add a cut stone."""
        drawn = stone_svg(stone, self.camera, self.studio, bounces, grain)
        self.items.append((layer, self.camera.depth(stone.frame.origin), drawn))
        self.shade_under(stone)

    def shade_under(self, stone: Sitting) -> None:
        """Let a stone cast its shadow."""
        if self.ground is None:
            return
        size = stone.size
        rim = [stone.frame.place((x * size, y * size, 0.0)) for x, y in ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7))]
        rim += [stone.frame.place((x * size, y * size, 0.0)) for x, y in ((-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))]
        self._shadow(rim)

    def shade_ball(self, at: Vec, radius: float) -> None:
        """Let a ball cast its shadow."""
        x, y, z = at
        rim = [(radius * math.cos(k * math.pi / 16), radius * math.sin(k * math.pi / 16)) for k in range(32)]
        slide = (z - (self.ground or 0.0)) / LAMP[2]
        low = self.ground or 0.0
        cast = [
            self.camera.project((x + a * 1.08 - LAMP[0] * slide, y + b * 1.08 - LAMP[1] * slide, low)) for a, b in rim
        ]
        _collect(self.cast, cast)
        _collect(self.contact, [self.camera.project((x + a * 0.55, y + b * 0.55, low)) for a, b in rim])

    def bead(self, at: Vec, radius: float, metal: Metal, layer: float) -> None:
        """Add a ball too small for more than one gleam: a disc with a gradient from lamp to shadow."""
        key = f"bead {metal.name}"
        if key not in self.symbols:
            name = f"m{len(self.symbols)}"
            self.symbols[key] = (name, self._gleam(name, polished(metal, self.studio)))
        x, y = self.camera.project(at)
        place = f"translate({x:.1f} {y:.1f}) scale({radius * self.camera.scale:.2f})"
        self.draw(f'<use href="#{self.symbols[key][0]}" transform="{place}"/>', at, layer)

    def _gleam(self, name: str, shade: Shade) -> str:
        right, up, toward = self.camera.right, self.camera.up, self.camera.toward
        stops = []
        for at, (x, y) in ((0.0, (-0.4, 0.5)), (0.35, (0.1, 0.2)), (0.75, (0.55, -0.4)), (1.0, (0.7, -0.68))):
            z = math.sqrt(max(0.0, 1 - x * x - y * y))
            normal = (
                right[0] * x + up[0] * y + toward[0] * z,
                right[1] * x + up[1] * y + toward[1] * z,
                right[2] * x + up[2] * y + toward[2] * z,
            )
            color = hexed(developed(shade(normal, normal, toward)))
            stops.append(f'<stop offset="{at}" stop-color="{color}"/>')
        gradient = f'<radialGradient id="{name}g" cx=".32" cy=".28" r=".8">{"".join(stops)}</radialGradient>'
        return f'{gradient}<g id="{name}"><circle r="1" fill="url(#{name}g)"/></g>'

    def draw(self, svg: str, at: Vec, layer: float) -> None:
        """Add finished SVG at the depth of a point."""
        self.items.append((layer, self.camera.depth(at), svg))

    def outline(self, stone: Sitting) -> Polygon:
        """Return a stone's silhouette on the picture."""
        return outline_of(stone, self.camera)

    def runs(self) -> list[tuple[bool, str]]:
        """Return SVG of the bodies, farthest first, in runs of stones (True) and of smooth surfaces."""
        ordered = sorted(self.items, key=lambda item: (item[0], item[1]))
        runs: list[tuple[bool, list[str]]] = []
        for layer, _, svg in ordered:
            stones = bool(self.crisp and int(layer) % 2)
            if not runs or runs[-1][0] != stones:
                runs.append((stones, []))
            runs[-1][1].append(svg)
        return [(stones, "".join(parts)) for stones, parts in runs]

    def _spot(self, node: Node, shade: Shade) -> Spot:
        at, normal = node
        toward = self.camera.toward
        shown = developed(shade(at, normal, toward)) if dot(normal, toward) > -0.25 else (0.0, 0.0, 0.0)
        return at, normal, self.camera.project(at), shown

    def _shadow(self, corners: list[Vec]) -> None:
        ground = self.ground or 0.0
        onto = []
        for x, y, z in corners:
            slide = (z - ground) / LAMP[2]
            onto.append(self.camera.project((x - LAMP[0] * slide, y - LAMP[1] * slide, ground)))
        _collect(self.cast, onto)
        if min([c[2] for c in corners]) - ground < CONTACT:
            _collect(self.contact, [self.camera.project((x, y, ground)) for x, y, _ in corners])

    def _quad(self, corners: Corners, shade: Shade, layer: float, splits: int) -> None:
        a, b, c, d = corners
        if splits:
            ga, gb, gc, gd = a[3][1], b[3][1], c[3][1], d[3][1]
            along = max(abs(ga - gb), abs(gc - gd)) * _apart(a, b)
            across = max(abs(ga - gd), abs(gb - gc)) * _apart(a, d)
            if max(along, across) > self.contrast:
                for part in self._split(corners, shade, along > across):
                    self._quad(part, shade, layer, splits - 1)
                return
        (ra, ga, ba), (rb, gb, bb), (rc, gc, bc), (rd, gd, bd) = a[3], b[3], c[3], d[3]
        color = hexed(((ra + rb + rc + rd) / 4, (ga + gb + gc + gd) / 4, (ba + bb + bc + bd) / 4))
        depth = self.camera.depth(a[0]) + self.camera.depth(c[0])
        self.items.append((layer, depth / 2, f'<path fill="{color}" d="{swollen([a[2], b[2], c[2], d[2]])}"/>'))

    def _split(self, corners: Corners, shade: Shade, along: bool) -> tuple[Corners, Corners]:
        a, b, c, d = corners
        if along:
            ab, cd = self._halfway(a, b, shade), self._halfway(c, d, shade)
            return (a, ab, cd, d), (ab, b, c, cd)
        bc, da = self._halfway(b, c, shade), self._halfway(d, a, shade)
        return (a, b, bc, da), (da, bc, c, d)

    def _halfway(self, p: Spot, q: Spot, shade: Shade) -> Spot:
        (px, py, pz), (qx, qy, qz) = p[0], q[0]
        (nx, ny, nz), (mx, my, mz) = p[1], q[1]
        at = ((px + qx) / 2, (py + qy) / 2, (pz + qz) / 2)
        return self._spot((at, unit((nx + mx, ny + my, nz + mz))), shade)


def _apart(p: Spot, q: Spot) -> float:
    (x0, y0), (x1, y1) = p[2], q[2]
    size = abs(x0 - x1) + abs(y0 - y1)
    return 0.0 if size < 2.5 else min(1.0, 0.35 + size / 16)


def _collect(shadow: list[Polygon], polygon: Polygon) -> None:
    size = area(polygon)
    if size > 0.5:
        shadow.append(polygon)
    elif size < -0.5:
        shadow.append(polygon[::-1])
