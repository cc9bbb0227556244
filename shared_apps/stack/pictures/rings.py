"""Rings: solitaire, halo, three-stone, eternity, signet and wedding bands."""

from __future__ import annotations

import math
from collections.abc import Callable

from shared_apps.stack.pictures.facets import cut
from shared_apps.stack.pictures.geometry import Frame, Vec, add, dot, facing, scaled
from shared_apps.stack.pictures.metals import Metal, Shade, inside_ring, polished
from shared_apps.stack.pictures.scene import Scene
from shared_apps.stack.pictures.settings import Row, claws, gallery, pave, spaced, widened
from shared_apps.stack.pictures.stones import Sitting
from shared_apps.stack.pictures.surfaces import band, tube

FINGER = 8.4


def leaning(lean: float, spin: float, low: float, at: Vec = (0, 0, 0)) -> Frame:
    """Return the frame of a ring that stands on the table, leaning to the viewer and turned about."""
    angle = math.radians(lean)
    lift = low * math.cos(angle) + 0.2 * math.sin(angle)
    return Frame().spun((1, 0, 0), lean).spun((0, 0, 1), spin).moved((at[0], at[1], at[2] + lift))


def tapered(full: float, slim: float, over: float = 70.0) -> Callable[[float], float]:
    """Return a width that narrows from `full` at the bottom to `slim` at the top."""

    def width(degrees: float) -> float:
        off = min(degrees % 360, 360 - degrees % 360)
        return slim + (full - slim) * math.pow(min(1.0, off / over), 1.5)

    return width


def shank(
    scene: Scene, frame: Frame, metal: Metal, wide: tuple[float, float], thick: float, power: float = 2.3
) -> None:
    """Put the plain part of a ring."""
    shade = hollowed(metal, scene, frame)
    surface = band(FINGER, tapered(*wide), lambda _: thick, power).placed(frame)
    scene.put(surface, shade)


def hollowed(metal: Metal, scene: Scene, frame: Frame) -> Shade:
    """Return the shading of a ring whose inside mirrors itself."""
    own = inside_ring(FINGER)

    def hollow(at: Vec, normal: Vec) -> float:
        rel = (at[0] - frame.origin[0], at[1] - frame.origin[1], at[2] - frame.origin[2])
        return own(frame.inward(rel), frame.inward(normal))

    return polished(metal, scene.studio, hollow)


def solitaire(
    scene: Scene, frame: Frame, metal: Metal, stone: tuple[str, str, float], head: Metal | None = None
) -> None:
    """Set one stone in claws on a slim shank; `stone` is cut, gem and half width in mm."""
    shape, gem, size = stone
    rise = FINGER + 1.9 + cut(shape).depth * size * 0.92
    place = frame.holding(Frame((0, 0, rise)))
    sitting = Sitting(shape, gem, size, place)
    held = head or metal
    shank(scene, frame, metal, (2.3, 1.7), 1.75)
    scene.sit(sitting, bounces=5, grain=40.0)
    degrees = [27.0, 153.0, 207.0, 333.0] if shape != "round" else [45.0, 135.0, 225.0, 315.0]
    claws(scene, sitting, held, degrees, 0.42, rise - FINGER - 0.6)
    gallery(scene, sitting, held, 0.74, -size * 0.48, 0.30)
    gallery(scene, sitting, held, 0.56, -size * 0.82, 0.28)


def halo(scene: Scene, frame: Frame, metal: Metal, stone: tuple[str, str, float], melee: float = 0.62) -> None:
    """Set a stone in a row of small diamonds, with more of them down the shoulders."""
    shape, gem, size = stone
    rise = FINGER + 1.6 + cut(shape).depth * size * 0.86
    place = frame.holding(Frame((0, 0, rise)))
    sitting = Sitting(shape, gem, size, place)
    shank(scene, frame, metal, (2.4, 2.2), 1.8)
    plan = [(x * size, y * size) for x, y in cut(shape).outline]
    ring = spaced(widened(plan, melee + 0.34), melee * 2.12)
    drop = -0.12 * size
    for wide, wire, z in (
        (melee + 0.34, 0.62, drop - 0.45),
        (melee + 0.34, 0.66, drop - 0.25),
        (0.5, 0.5, drop - 0.95),
    ):
        path = [(x, y, z) for x, y in widened(plan, wide)]
        surface = tube([*path, path[0]], lambda _, w=wire: w, 10, closed=True).placed(place)  # type: ignore[misc]
        scene.put(surface, polished(metal, scene.studio), 0.6, 1)
    pave(scene, Row("diamond", melee, place), [(x, y, drop + 0.18) for x, y in ring], metal, 0.8)
    scene.sit(sitting, bounces=5, grain=40.0)
    claws(scene, sitting, metal, [35.0, 145.0, 215.0, 325.0], 0.36, size * 0.8)
    shoulders(scene, frame, metal, 0.66, range(24, 66, 8))


def shoulders(scene: Scene, frame: Frame, metal: Metal, size: float, degrees: range) -> None:
    """Set small diamonds along both shoulders of a ring."""
    for side in (1, -1):
        for degree in degrees:
            angle = math.radians(degree * side)
            out: Vec = (math.sin(angle), 0.0, math.cos(angle))
            reach = FINGER + 1.8 - 0.05
            spot = frame.holding(facing((out[0] * reach, 0.0, out[2] * reach), out, (0.0, 1.0, 0.0)))
            if scene.camera.depth(spot.z) > 0.05:
                pave(
                    scene,
                    Row("diamond", size, spot, turns=(0.0,)),
                    [(0.0, 0.0, 0.0)],
                    metal,
                    0.3,
                    beads=False,
                )


def three_stone(
    scene: Scene, frame: Frame, metal: Metal, middle: tuple[str, str, float], side: tuple[str, str, float]
) -> None:
    """Set a stone between two smaller ones, each in its own claws."""
    shape, gem, size = middle
    rise = FINGER + 1.7 + cut(shape).depth * size * 0.88
    shank(scene, frame, metal, (2.5, 1.9), 1.8)
    center = Sitting(shape, gem, size, frame.holding(Frame((0, 0, rise))))
    wing, stone, small = side
    reach = cut(shape).outline
    half = max(x for x, _ in reach) * size
    width = max(x for x, _ in cut(wing).outline) * small
    for way in (1, -1):
        tilt = 17.0 * way
        local = Frame((0, 0, 0)).spun((0, 1, 0), tilt).moved(((half + width + 0.15) * way, 0, rise - 1.15))
        flank = Sitting(wing, stone, small, frame.holding(local))
        scene.sit(flank, 0.8, bounces=5)
        claws(scene, flank, metal, [45.0, 135.0, 225.0, 315.0], 0.30, small * 1.5)
        gallery(scene, flank, metal, 0.72, -small * 0.5, 0.26)
    scene.sit(center, bounces=5, grain=40.0)
    claws(scene, center, metal, [42.0, 138.0, 222.0, 318.0], 0.38, rise - FINGER - 0.5)
    gallery(scene, center, metal, 0.72, -size * 0.5, 0.30)


def eternity(scene: Scene, frame: Frame, metal: Metal, gem: str = "diamond", size: float = 1.35) -> None:
    """Set round stones all around a band, two claws between each pair."""
    reach = FINGER + 1.5
    count = int(2 * math.pi * (reach + 0.2) / (size * 2.06))
    scene.put(band(FINGER, lambda _: 2 * size * 0.8, lambda _: 1.1, 4).placed(frame), hollowed(metal, scene, frame))
    shade = polished(metal, scene.studio)
    for k in range(2 * count):
        angle = math.pi * k / count
        out: Vec = (math.sin(angle), 0.0, math.cos(angle))
        lean = dot(frame.turn(out), scene.camera.toward)
        if lean < -0.55:
            continue
        if k % 2 == 0:
            spot = frame.holding(facing(scaled(out, reach + 0.2), out, (0.0, 1.0, 0.0)))
            scene.sit(Sitting("round", gem, size, spot), 1.0 if lean > -0.18 else -1.0, bounces=4, grain=60.0)
            continue
        for y in (-0.60, 0.60):
            base, tip = (add(scaled(out, r), (0.0, y * size, 0.0)) for r in (reach - 0.6, reach + 0.55))
            scene.put(tube([base, tip], lambda _: 0.27, 8).placed(frame), shade, 0.5 if lean > -0.18 else -2.0, 1)
            scene.bead(frame.place(tip), 0.34, metal, 2.0 if lean > -0.18 else -2.0)


def wedding(scene: Scene, frame: Frame, metal: Metal, wide: float, power: float) -> None:
    """Put a plain band."""
    surface = band(FINGER, lambda _: wide, lambda _: 1.7, power).placed(frame)
    scene.put(surface, hollowed(metal, scene, frame))
