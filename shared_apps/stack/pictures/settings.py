"""How stones are held: claws, galleries, halos and rows of small stones."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import dataclass

from shared_apps.stack.pictures.facets import cut
from shared_apps.stack.pictures.geometry import Frame, Point, Vec, dot, sub
from shared_apps.stack.pictures.metals import Metal, Shade, polished
from shared_apps.stack.pictures.scene import Scene
from shared_apps.stack.pictures.stones import Sitting, stone_svg
from shared_apps.stack.pictures.surfaces import ball, curve, loop, tube


def around(stone: Sitting, scene: Scene, above: float = 0.08) -> Callable[[Vec], float]:
    """Return the layer of a point of the setting: behind the stone or before it."""
    heart = scene.camera.depth(stone.frame.origin)

    def layer(at: Vec) -> float:
        if dot(sub(at, stone.frame.origin), stone.frame.z) > above * stone.size:
            return 2.0
        if dot(scene.camera.toward, stone.frame.z) > 0.66:
            return 0.0
        return 2.0 if scene.camera.depth(at) > heart else 0.0

    return layer


def claws(scene: Scene, stone: Sitting, metal: Metal, degrees: list[float], wire: float, drop: float) -> None:
    """Hold a stone in claws at directions of its plan, rising from `drop` mm below the girdle."""
    shade, layer = polished(metal, scene.studio), around(stone, scene)
    solid, size = cut(stone.shape), stone.size
    for degree in degrees:
        x, y = _edge(list(solid.outline), degree)
        grown = 1 + wire * 0.35 / (size * math.hypot(x, y))
        top = solid.crown * size
        points: list[Vec] = [
            (x * size * 0.20, y * size * 0.22, -drop),
            (x * size * 0.72, y * size * 0.72, -drop * 0.48),
            (x * size * grown, y * size * grown, -0.05 * size),
            (x * size * grown, y * size * grown, top * 0.42),
            (x * size * 0.925, y * size * 0.925, top * 0.80),
            (x * size * 0.86, y * size * 0.86, top * 0.95),
        ]
        path = curve(points, 5)
        scene.put(tube(path, _claw(wire), 10).placed(stone.frame), shade, layer, 3)
        scene.put(ball(path[-1], wire * 0.72, 8, 0.75).placed(stone.frame), shade, layer, 3)


def _claw(wire: float) -> Callable[[float], float]:
    def radius(t: float) -> float:
        return wire * (0.80 + 0.20 * t - 0.22 * max(0.0, t - 0.8) / 0.2)

    return radius


def _edge(outline: list[Point], degree: float) -> Point:
    angle = math.radians(degree)
    c, s = math.cos(angle), math.sin(angle)
    return max(outline, key=lambda p: (p[0] * c + p[1] * s) / math.hypot(*p))


def gallery(scene: Scene, stone: Sitting, metal: Metal, fraction: float, z: float, wire: float) -> None:
    """Lay a wire around the plan of a stone at a fraction of its size and a height in mm."""
    path = loop(cut(stone.shape).outline, stone.size * fraction, z)
    surface = tube(path, lambda _: wire, 8, closed=True).placed(stone.frame)
    scene.put(surface, polished(metal, scene.studio), around(stone, scene), 1)


def bezel(scene: Scene, stone: Sitting, shade: Shade, thick: float, low: float, high: float) -> None:
    """Close a stone in a rubbed-over rim from `low` to `high` mm about its girdle."""
    steps = [low + (high - low) * k / 3 for k in range(4)]
    for z in steps:
        path = loop(cut(stone.shape).outline, stone.size * (1 + thick * 0.4 / stone.size), z)
        surface = tube(path, lambda _: thick, 8, closed=True).placed(stone.frame)
        scene.put(surface, shade, around(stone, scene, 0.0), 1)


@dataclass(frozen=True)
class Row:
    """Small stones that share one direction: traced once in a few turns, drawn many times."""

    gem: str
    size: float
    frame: Frame
    shape: str = "single"
    turns: tuple[float, ...] = (0.0, 13.0, 29.0)


def pave(scene: Scene, row: Row, places: list[Vec], metal: Metal, layer: float = 1.0, beads: bool = True) -> None:
    """Set small stones at places (points of the row's frame), with beads of metal between them."""
    names = [_symbol(scene, row, turn) for turn in row.turns]
    for k, place in enumerate(places):
        at = row.frame.place(place)
        x, y = scene.camera.project(at)
        scene.draw(f'<use href="#{names[(k * 5 + k // 3) % len(names)]}" x="{x:.1f}" y="{y:.1f}"/>', at, layer)
    if not beads:
        return
    for here, there in zip(places, places[1:] + places[:1], strict=True):
        if math.dist(here, there) < row.size * 2.6:
            cx, cy = (here[0] + there[0]) / 2, (here[1] + there[1]) / 2
            way = (there[1] - here[1], here[0] - there[0])
            size = math.hypot(*way) or 1.0
            for side in (-0.62, 0.62):
                spot = (cx + way[0] / size * side * row.size, cy + way[1] / size * side * row.size, here[2])
                scene.bead(row.frame.place(spot), row.size * 0.2, metal, layer + 0.2)


def _symbol(scene: Scene, row: Row, turn: float) -> str:
    axes = "".join(f"{v:.3f}" for axis in (row.frame.x, row.frame.z) for v in axis)
    key = f"{row.shape} {row.gem} {row.size:.2f} {turn} {axes}"
    if key not in scene.symbols:
        frame = Frame((0.0, 0.0, 0.0), row.frame.x, row.frame.y, row.frame.z).spun(row.frame.z, turn)
        stone = Sitting(row.shape, row.gem, row.size, frame)
        svg = stone_svg(stone, scene.camera, scene.studio, 3, 24.0)
        x, y = scene.camera.project(frame.origin)
        name = f"m{len(scene.symbols)}"
        scene.symbols[key] = (
            name,
            f'<g id="{name}"><g transform="translate({-x:.1f} {-y:.1f})">{svg}</g></g>',
        )
    return scene.symbols[key][0]


def spaced(outline: list[Point], step: float) -> list[Point]:
    """Return points evenly along a closed plan, about `step` apart."""
    closed = [*outline, outline[0]]
    lengths = [math.dist(a, b) for a, b in itertools.pairwise(closed)]
    count = max(3, round(sum(lengths) / step))
    gap = sum(lengths) / count
    out: list[Point] = []
    walked, want = 0.0, 0.0
    for a, b, length in zip(closed, closed[1:], lengths, strict=False):
        while want <= walked + length and len(out) < count:
            t = (want - walked) / length if length else 0.0
            out.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
            want += gap
        walked += length
    return out


def widened(outline: list[Point], by: float) -> list[Point]:
    """Return a convex plan grown outward by a distance."""
    out: list[Point] = []
    n = len(outline)
    for k, (x, y) in enumerate(outline):
        (ax, ay), (bx, by_) = outline[k - 1], outline[(k + 1) % n]
        tx, ty = bx - ax, by_ - ay
        size = math.hypot(tx, ty) or 1.0
        nx, ny = ty / size, -tx / size
        if nx * x + ny * y < 0:
            nx, ny = -nx, -ny
        out.append((x + nx * by, y + ny * by))
    return out
