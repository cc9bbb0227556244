"""Gem materials and how a cut stone looks from a camera."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from shared_apps.stack.pictures.facets import cut
from shared_apps.stack.pictures.geometry import Camera, Frame, Polygon, Vec, hull, path_of, swollen
from shared_apps.stack.pictures.light import Rgb, Sky, Studio, developed, hexed
from shared_apps.stack.pictures.optics import Exit, Optics, traced

GLOSS = 0.30


@dataclass(frozen=True)
class Gem:
    """A transparent material; `body` is light swallowed per radius of stone, `glow` light it gives back."""

    name: str
    index: float
    spread: float
    body: Rgb
    glow: Rgb = (0.0, 0.0, 0.0)
    lift: float = 1.0


GEMS = {
    gem.name: gem
    for gem in (
        Gem("diamond", 2.417, 0.06, (0.014, 0.009, 0.003), lift=1.18),
        Gem("yellow diamond", 2.417, 0.05, (0.02, 0.16, 1.9), (0.03, 0.018, 0.0), 1.2),
        Gem("ruby", 1.95, 0.016, (0.30, 3.1, 2.05), (0.05, 0.0, 0.006), 1.25),
        Gem("sapphire", 1.95, 0.016, (2.3, 1.42, 0.26), (0.0, 0.004, 0.055), 1.35),
        Gem("emerald", 1.97, 0.012, (2.6, 0.50, 1.30), (0.0, 0.030, 0.012), 1.3),
        Gem("paraiba", 1.90, 0.014, (1.9, 0.17, 0.17), (0.0, 0.05, 0.055), 1.15),
        Gem("spinel", 1.93, 0.018, (0.12, 1.75, 0.80), (0.07, 0.0, 0.018), 1.25),
        Gem("pink sapphire", 1.93, 0.016, (0.06, 0.85, 0.42), (0.05, 0.0, 0.02), 1.2),
        Gem("tsavorite", 1.93, 0.02, (1.6, 0.22, 1.5), (0.0, 0.04, 0.006), 1.3),
        Gem("aquamarine", 1.90, 0.012, (0.52, 0.10, 0.05), (0.0, 0.01, 0.02), 1.2),
    )
}


@dataclass(frozen=True)
class Sitting:
    """A stone in its place: cut, material, half width in mm and the frame of its girdle."""

    shape: str
    gem: str
    size: float
    frame: Frame


def _color(gem: Gem, exits: tuple[Exit, ...], frame: Frame, sky: Sky) -> Rgb:
    red = green = blue = 0.0
    for out in exits:
        green_light = sky(frame.turn(out.green))
        if out.way == 0.0:
            gloss = out.share * min(green_light, 1.6) * GLOSS
            red, green, blue = red + gloss, green + gloss, blue + gloss
            continue
        red_light, blue_light = sky(frame.turn(out.red)), sky(frame.turn(out.blue))
        lift = gem.lift * out.share
        red += lift * red_light * math.exp(-gem.body[0] * out.way)
        green += lift * green_light * math.exp(-gem.body[1] * out.way)
        blue += lift * blue_light * math.exp(-gem.body[2] * out.way)
    return (red + gem.glow[0], green + gem.glow[1], blue + gem.glow[2])


def _local(view: tuple[Vec, Vec, Vec], frame: Frame) -> tuple[Vec, Vec, Vec]:
    def rounded(a: Vec) -> Vec:
        x, y, z = frame.inward(a)
        return (round(x, 6), round(y, 6), round(z, 6))

    return rounded(view[0]), rounded(view[1]), rounded(view[2])


def outline_of(stone: Sitting, seen: Camera) -> list[tuple[float, float]]:
    """Return the stone's silhouette on the picture."""
    f, size = stone.frame, stone.size
    corners = (c for facet in cut(stone.shape).facets for c in facet.corners)
    return hull([seen.project(f.place((c[0] * size, c[1] * size, c[2] * size))) for c in corners])


def stone_svg(stone: Sitting, seen: Camera, studio: Studio, bounces: int = 6, grain: float = 10.0) -> str:
    """Return SVG of a stone; `grain` is the smallest polygon followed further, in square pixels."""
    gem, frame = GEMS[stone.gem], stone.frame
    pixels = stone.size * seen.scale
    finest = 2.0 ** round(math.log2(grain / (pixels * pixels)))
    optics = Optics(gem.index, gem.spread, bounces, finest)
    x0, y0 = seen.project(frame.origin)
    axes = Frame((0.0, 0.0, 0.0), frame.x, frame.y, frame.z)
    parts = [f'<path d="{path_of(outline_of(stone, seen))}" fill="{_body(gem)}"/>']
    for color, polygons in _tiles(stone.shape, gem, axes, (seen.right, seen.up, seen.toward), studio, optics):
        paths = [swollen([(x0 + u * pixels, y0 - v * pixels) for u, v in polygon]) for polygon in polygons]
        parts.append(f'<path fill="{color}" d="{"".join(paths)}"/>')
    return "".join(parts)


@lru_cache(maxsize=64)
def _tiles(
    shape: str, gem: Gem, axes: Frame, view: tuple[Vec, Vec, Vec], studio: Studio, optics: Optics
) -> list[tuple[str, list[Polygon]]]:
    sky = studio.gem(view[2])
    known: dict[tuple[Exit, ...], str] = {}
    shapes: dict[str, list[Polygon]] = {}
    for patch in traced(shape, _local(view, axes), optics):
        if patch.exits not in known:
            known[patch.exits] = _shown(developed(_color(gem, patch.exits, axes, sky)))
        shapes.setdefault(known[patch.exits], []).append(patch.polygon)
    return list(shapes.items())


def _shown(color: Rgb) -> str:
    return hexed((round(color[0] / 5) * 5.0, round(color[1] / 5) * 5.0, round(color[2] / 5) * 5.0))


def _body(gem: Gem) -> str:
    light = tuple(0.3 * math.exp(-k * 2) for k in gem.body)
    return hexed(developed((light[0], light[1], light[2])))
