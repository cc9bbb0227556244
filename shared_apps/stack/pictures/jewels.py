"""Jewels other than rings: earrings, necklaces, pendants, bangles, cufflinks, signets."""

from __future__ import annotations

import itertools
import math

from shared_apps.stack.pictures.facets import cut
from shared_apps.stack.pictures.geometry import Frame, Vec, facing, turned, unit
from shared_apps.stack.pictures.glyphs import GLYPHS
from shared_apps.stack.pictures.lettering import strokes
from shared_apps.stack.pictures.metals import Metal, Shade, jade, lacquer, polished
from shared_apps.stack.pictures.pearls import WHITE_NACRE, pearl_svg
from shared_apps.stack.pictures.rings import FINGER, hollowed
from shared_apps.stack.pictures.scene import Scene
from shared_apps.stack.pictures.settings import Row, bezel, claws, gallery, pave, spaced, widened
from shared_apps.stack.pictures.stones import Sitting
from shared_apps.stack.pictures.surfaces import Surface, band, curve, tube, turned_profile

SIGNET_TOP = FINGER + 2.65


def upright(at: Vec, tilt: float = 0.0, spin: float = 0.0) -> Frame:
    """Return the frame of a plan lying on the table, x to the right, turned by `spin` and tilted to the viewer."""
    return Frame().spun((0, 0, 1), spin).spun((1, 0, 0), tilt).moved(at)


def drop_earring(scene: Scene, at: Vec, spin: float, metal: Metal, gems: tuple[str, str]) -> None:
    """Lay an earring on the table: a round stud, a link, and a pear in a halo."""
    stud, drop = gems
    frame = upright(at, spin=spin)
    shade = polished(metal, scene.studio)
    top = Sitting("round", stud, 2.2, frame.holding(Frame((0.0, 9.4, 2.4))))
    scene.sit(top)
    claws(scene, top, metal, [45.0, 135.0, 225.0, 315.0], 0.36, 1.8)
    gallery(scene, top, metal, 0.92, -0.55, 0.34)
    for low, high in ((6.55, 7.0), (4.75, 6.3)):
        half = (high - low) / 2
        path: list[Vec] = [
            (0.62 * math.cos(a) * min(1.0, half), (low + high) / 2 + half * math.sin(a), 1.5)
            for a in (2 * math.pi * k / 20 for k in range(21))
        ]
        scene.put(tube(path, lambda _: 0.2, 8, closed=True).placed(frame), shade, 0.0, 2)
    hang = frame.holding(Frame((0.0, -0.6, 2.4), (0.0, 1.0, 0.0), (-1.0, 0.0, 0.0)))
    pear = Sitting("pear", drop, 3.1, hang)
    plan = [(x * 3.1, y * 3.1) for x, y in cut("pear").outline]
    around = widened(plan, 0.86)
    for wire, z in ((0.72, -0.9), (0.80, -0.62)):
        loop: list[Vec] = [(x, y, z) for x, y in around]
        scene.put(tube([*loop, loop[0]], lambda _, w=wire: w, 10, closed=True).placed(hang), shade, 0.2, 2)  # type: ignore[misc]
    pave(scene, Row("diamond", 0.66, hang), [(x, y, -0.12) for x, y in spaced(around, 1.40)], metal)
    scene.sit(pear, 3.0)
    claws(scene, pear, metal, [0.0, 110.0, 180.0, 250.0], 0.34, 1.6)


def riviera(scene: Scene, metal: Metal, gem: str = "diamond") -> None:
    """Lay a line of graduated stones in a deep curve."""
    shade = polished(metal, scene.studio)
    path = _catenary(34.0, 56.0)
    walked, last = 0.0, path[0]
    sizes = [1.7, 1.8, 1.95, 2.1, 2.3, 2.55, 2.85]
    total = sum(math.dist(a, b) for a, b in itertools.pairwise(path))
    want = 0.0
    for here in path:
        walked += math.dist(last, here)
        last = here
        if walked < want:
            continue
        share = 1 - abs(2 * walked / total - 1)
        size = sizes[min(6, int(share * 7.2))]
        frame = facing((here[0], here[1], size * 0.9 + 0.3), (0, 0, 1))
        row = Row(gem, size, frame, "round", (0.0,))
        _cup(scene, frame, size, shade)
        pave(scene, row, [(0.0, 0.0, 0.0)], metal, 1.0, beads=False)
        for corner in (45, 135, 225, 315):
            angle = math.radians(corner)
            spot = (math.cos(angle) * size * 0.95, math.sin(angle) * size * 0.95, 0.26 * size)
            scene.bead(frame.place(spot), size * 0.15, metal, 2.0)
        want = walked + size * 2.0 + 0.30


def _catenary(half: float, deep: float) -> list[Vec]:
    out: list[Vec] = []
    for k in range(1401):
        t = -1 + 2 * k / 1400
        out.append((half * t * (1 + 0.10 * (1 - t * t)), deep * (math.cosh(2.1 * t) - 1) / (math.cosh(2.1) - 1), 0.0))
    return out


def _cup(scene: Scene, frame: Frame, size: float, shade: Shade) -> None:
    ring: list[Vec] = [(size * 0.98 * math.cos(a), size * 0.98 * math.sin(a), -0.25) for a in _circle(24)]
    scene.put(tube(ring, lambda _: 0.26, 6, closed=True).placed(frame), shade, 0.0, 1)


def _circle(count: int) -> list[float]:
    return [2 * math.pi * k / count for k in range(count + 1)]


def chain(scene: Scene, path: list[Vec], metal: Metal, link: float = 0.95, wire: float = 0.2) -> None:
    """Lay a cable chain along a path: links turn a quarter from one to the next."""
    shade = polished(metal, scene.studio)
    walked, want, flat = 0.0, 0.0, True
    for before, here in itertools.pairwise(path):
        walked += math.dist(before, here)
        if walked < want:
            continue
        way = unit((here[0] - before[0], here[1] - before[1], here[2] - before[2]))
        up: Vec = (0.0, 0.0, 1.0) if flat else turned(unit((-way[1], way[0], 0.0)), way, 18)
        frame = facing(here, up, way)
        ring: list[Vec] = [(link * math.cos(a), link * 0.56 * math.sin(a), 0.0) for a in _circle(11)]
        scene.put(tube(ring, lambda _: wire, 5, closed=True).placed(frame), shade, 0.0, 1)
        want, flat = walked + link * 1.42, not flat


def pearl_pendant(scene: Scene, metal: Metal, size: float = 6.2) -> None:
    """Lay a South Sea pearl under a diamond bail on its chain."""
    shade = polished(metal, scene.studio)
    for side in (-1, 1):
        path = curve(
            [
                (0.4 * side, 12.6, 1.0),
                (4.0 * side, 19.0, 0.7),
                (11.0 * side, 27.0, 0.7),
                (23.0 * side, 35.0, 0.7),
            ],
            60,
        )
        chain(scene, path, metal)
    heart: Vec = (0.0, 0.0, size)
    scene.draw(pearl_svg(scene.camera.project(heart), size * scene.camera.scale, WHITE_NACRE, "pearl"), heart, 1.0)
    scene.shade_ball(heart, size)
    cap = [(2.5, -0.5), (2.35, 0.35), (1.7, 0.95), (0.8, 1.25), (0.35, 1.35), (0.0, 1.36)]
    away = facing((0.0, size * 0.93, size + 0.35), (0.0, 1.0, 0.12))
    scene.put(turned_profile(cap, 30).placed(away), shade, 2.0, 3)
    bail = Sitting("round", "diamond", 1.75, facing((0.0, size + 3.6, size + 1.1), (0, -0.28, 1)))
    rim: list[Vec] = [(1.95 * math.cos(a), 1.95 * math.sin(a), -0.2) for a in _circle(36)]
    scene.put(tube(rim, lambda _: 0.5, 10, closed=True).placed(bail.frame), shade, 2.0, 2)
    scene.sit(bail, 3.0)
    claws(scene, bail, metal, [45.0, 135.0, 225.0, 315.0], 0.27, 0.6)
    loop: list[Vec] = [(0.0, size + 6.3 + 1.0 * math.cos(a), size - 2.6 + 1.5 * math.sin(a)) for a in _circle(24)]
    scene.put(tube(loop, lambda _: 0.34, 8, closed=True), shade, 2.0, 2)


def bangle(scene: Scene, inner: float = 27.0, thick: float = 4.6) -> None:
    """Lay a jade bangle flat on the table."""
    rows = []
    for k in range(201):
        angle = 2 * math.pi * k / 200
        out: Vec = (math.cos(angle), math.sin(angle), 0.0)
        row = []
        for j in range(41):
            turn = -2 * math.pi * j / 40
            c, s = math.cos(turn), math.sin(turn)
            reach = inner + thick + thick * c
            row.append(((out[0] * reach, out[1] * reach, thick * (1 + s)), (out[0] * c, out[1] * c, s)))
        rows.append(row)
    scene.put(Surface(rows), jade(scene.studio), 0.0, 3)


def cufflink(scene: Scene, at: Vec, tilt: float, spin: float, metal: Metal, gem: str) -> None:
    """Stand a cufflink on its toggle: a gold disc with an enamel field and a stone in the middle."""
    frame = Frame().spun((1, 0, 0), tilt).spun((0, 0, 1), spin).moved(at)
    shade = polished(metal, scene.studio)
    disc = [
        (0.0, -1.5),
        (5.0, -1.5),
        (7.0, -1.3),
        (7.6, -0.8),
        (7.7, -0.2),
        (7.4, 0.35),
        (6.9, 0.5),
        (6.5, 0.42),
        (6.3, 0.2),
    ]
    scene.put(turned_profile(disc, 56).placed(frame), shade, 0.0, 3)
    enamel = [(6.35, 0.2), (5.5, 0.38), (4.4, 0.52), (3.3, 0.62), (2.9, 0.64)]
    scene.put(turned_profile(enamel, 44).placed(frame), lacquer(scene.studio, (0.004, 0.040, 0.026)), 0.2, 3)
    post: list[Vec] = [(0.0, 0.0, -1.4), (0.0, 0.0, -6.0), (0.0, 0.0, -11.0)]
    scene.put(tube(post, lambda t: 1.5 - 0.5 * t, 14).placed(frame), shade, -2.0, 2)
    bar: list[Vec] = [(-6.5 + 13.0 * k / 12, 0.0, -11.5) for k in range(13)]
    scene.put(
        tube(bar, lambda t: 2.0 * math.sqrt(max(0.02, 1 - (2 * t - 1) ** 4)), 16).placed(frame),
        shade,
        -2.0,
        3,
    )
    stone = Sitting("round", gem, 2.4, frame.holding(Frame((0.0, 0.0, 0.9))))
    bezel(scene, stone, shade, 0.42, -0.2, 0.35)
    scene.sit(stone, 3.0)


def signet(scene: Scene, frame: Frame, metal: Metal) -> None:
    """Put a signet ring with a cushion-shaped face; the engraving is drawn on it by the caller."""

    def near(degrees: float) -> float:
        off = min(degrees % 360, 360 - degrees % 360)
        return math.exp(-((off / 40.0) ** 2.4))

    shade = hollowed(metal, scene, frame)
    body = band(FINGER, lambda d: 3.2 + 9.0 * near(d), lambda d: 1.6 + 1.5 * near(d), 2.8, 120, 40)
    scene.put(_flattened(body, SIGNET_TOP).placed(frame), shade, 0.0, 4)


def engrave(scene: Scene, frame: Frame, letter: str, height: float, depth: str, gleam: str) -> None:
    """Cut a letter into the face of a signet: a dark groove and the light on its lower edge."""
    unit_mm = height / 10
    wide = GLYPHS[letter][0] * unit_mm
    for color, shift, weight in ((gleam, 0.10, 0.34), (depth, 0.0, 0.30)):
        data = []
        for line in strokes(letter):
            spots = [(u * unit_mm - wide / 2 + shift, v * unit_mm - height / 2 - shift) for u, v in line]
            on_face = [frame.place((x, y, SIGNET_TOP - 0.012 * (x * x + y * y) + 0.02)) for x, y in spots]
            data.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(scene.camera.project, on_face)))
        svg = (
            f'<path fill="none" stroke="{color}" stroke-width="{weight * scene.camera.scale:.1f}" '
            f'stroke-linecap="round" stroke-linejoin="round" d="{"".join(data)}"/>'
        )
        scene.draw(svg, frame.place((0.0, shift, SIGNET_TOP)), 1.0)


def _flattened(body: Surface, top: float) -> Surface:
    rows = []
    for row in body.rows:
        flat = []
        for (x, y, z), n in row:
            limit = top - 0.012 * (x * x + y * y)
            flat.append(((x, y, limit), unit((0.024 * x, 0.024 * y, 1.0))) if z > limit else ((x, y, z), n))
        rows.append(flat)
    return Surface(rows)
