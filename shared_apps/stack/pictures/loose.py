"""Loose stones on paper or velvet: cut stones, a jade cabochon, pearls."""

from __future__ import annotations

import math
from dataclasses import dataclass

from shared_apps.stack.pictures.facets import cut
from shared_apps.stack.pictures.geometry import Point, Vec, camera, facing
from shared_apps.stack.pictures.grounds import COARSE, Ground, shot
from shared_apps.stack.pictures.light import DARK_ROOM, PAPER_LIGHT
from shared_apps.stack.pictures.metals import jade
from shared_apps.stack.pictures.pearls import Nacre, pearl_svg
from shared_apps.stack.pictures.raster import Layer, opened
from shared_apps.stack.pictures.scene import Scene
from shared_apps.stack.pictures.stones import Sitting
from shared_apps.stack.pictures.surfaces import turned_profile

SIDE = 1200


@dataclass(frozen=True)
class Pose:
    """How a loose stone lies: half width in pixels, turn and tilt in degrees."""

    pixels: float = 380.0
    turn: float = 0.0
    tilt: float = 0.0
    glow: str = ""


def loose_stone(shape: str, gem: str, ground: Ground, pose: Pose, dark: bool = False) -> list[Layer]:
    """Return a cut stone seen from above, light falling through it onto the ground."""
    studio = DARK_ROOM if dark else PAPER_LIGHT
    scene = Scene(camera(0, 90 - pose.tilt, pose.pixels, (SIDE / 2, SIDE / 2 - 16)), studio, SIDE, SIDE, -0.5)
    turn = math.radians(pose.turn)
    frame = facing((0.0, 0.0, 0.0), (0.0, 0.0, 1.0), (math.cos(turn), math.sin(turn), 0.0))
    stone = Sitting(shape, gem, 1.0, frame)
    scene.sit(stone, bounces=5, grain=40.0)
    scene.cast.clear()
    rim = [frame.place((x * 0.98, y * 0.98, 0.0)) for x, y in cut(shape).outline]
    under = [scene.camera.project((x + 0.10, y - 0.15, z)) for x, y, z in rim]
    scene.cast.append(under)
    scene.contact.append([scene.camera.project((x + 0.02, y - 0.04, z)) for x, y, z in rim])
    layers = shot(scene, ground, 30.0)
    if pose.glow:
        layers.insert(3, _caustic(under, pose.glow))
    return layers


def _caustic(shadow: list[Point], color: str) -> Layer:
    cx, cy = sum(p[0] for p in shadow) / len(shadow), sum(p[1] for p in shadow) / len(shadow)
    near = [((cx + 26 + (x - cx) * 0.94) / COARSE, (cy + 34 + (y - cy) * 0.94) / COARSE) for x, y in shadow]
    data = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in near) + "Z"
    svg = f'{opened(SIDE // COARSE, SIDE // COARSE)}<path fill-opacity=".5" d="{data}"/></svg>'
    return Layer(svg, shadow=color, blur=7.0, coarse=COARSE)


def parcel(stones: list[tuple[str, str, float, Point, float]], ground: Ground, dark: bool = False) -> list[Layer]:
    """Return several stones together: cut, gem, half width in mm, place in mm, turn in degrees."""
    scene = Scene(camera(0, 84, 62.0, (800, 600)), DARK_ROOM if dark else PAPER_LIGHT, 1600, 1200)
    for shape, gem, size, (x, y), degrees in stones:
        turn = math.radians(degrees)
        frame = facing((x, y, size * 0.6), (0.0, 0.0, 1.0), (math.cos(turn), math.sin(turn), 0.0))
        scene.sit(Sitting(shape, gem, size, frame), bounces=4, grain=60.0)
        rim = [frame.place((u * size, v * size, -size * 0.5)) for u, v in cut(shape).outline]
        scene.contact.append([scene.camera.project(at) for at in rim])
    return shot(scene, ground, 24.0)


def cabochon(ground: Ground) -> list[Layer]:
    """Return an oval jadeite cabochon."""
    scene = Scene(camera(0, 62, 34.0, (SIDE / 2, SIDE / 2), (0, 0, 2)), PAPER_LIGHT, SIDE, SIDE, soft=5.0)
    steps = [math.pi / 2 * k / 60 for k in range(61)]
    profile = [(9.2 * math.cos(a) ** 0.9 + 0.0, 0.9 + 5.6 * math.sin(a)) for a in steps]
    dome = turned_profile([(8.6, 0.0), (9.05, 0.35), *profile], 120)
    wide: Vec = (1.34, 1.0, 1.0)
    for row in dome.rows:
        for k, (p, n) in enumerate(row):
            row[k] = ((p[0] * wide[0], p[1], p[2]), _unit((n[0] / wide[0], n[1], n[2])))
    scene.put(dome, jade(scene.studio), 0.0, 2)
    return shot(scene, ground, 26.0)


def _unit(a: Vec) -> Vec:
    size = math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]) or 1.0
    return (a[0] / size, a[1] / size, a[2] / size)


def pearls(lying: list[tuple[Point, float, Nacre]], ground: Ground) -> list[Layer]:
    """Return pearls with their shadows; place and radius in pixels."""
    scene = Scene(camera(0, 50, 1.0, (0, 0)), PAPER_LIGHT, SIDE, SIDE)
    for k, ((x, y), radius, nacre) in enumerate(lying):
        scene.cast.append(_oval((x + radius * 0.42, y + radius * 0.72), radius * 1.02, radius * 0.62))
        scene.contact.append(_oval((x + radius * 0.10, y + radius * 0.80), radius * 0.62, radius * 0.30))
        scene.draw(pearl_svg((x, y), radius, nacre, f"n{k}"), (0.0, 0.0, float(k)), 1.0)
    return shot(scene, ground, 26.0)


def _oval(at: Point, rx: float, ry: float) -> list[Point]:
    angles = [2 * math.pi * k / 48 for k in range(48)]
    return [(at[0] + rx * math.cos(a), at[1] + ry * math.sin(a)) for a in angles]
