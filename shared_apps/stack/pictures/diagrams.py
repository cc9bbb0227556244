"""Diagrams of a report: facet plans with what was plotted, and the profile with its proportions."""

from __future__ import annotations

import math
import random

from shared_apps.stack.pictures.facets import Facet, cut
from shared_apps.stack.pictures.geometry import Point, hull, path_of
from shared_apps.stack.pictures.lettering import Pen, write

INK = "#2f2b28"
LABEL = Pen(13.5, 1.05, INK, 0.18)
RED, GREEN = "#b3273a", "#23724a"


def facet_plan(shape: str, at: Point, size: float, below: bool = False) -> str:
    """Return the facet lines of the crown, or of the pavilion seen from below."""
    solid = cut(shape)
    faces: list[Facet] = solid.bottom() if below else solid.top()
    side = -1 if below else 1
    parts = [_outline(face, at, size * side, size) for face in faces]
    rim = path_of([(at[0] + x * size * side, at[1] - y * size) for x, y in solid.outline])
    thin = f'<path fill="none" stroke="{INK}" stroke-width=".8" stroke-linejoin="round" d="{"".join(parts)}"/>'
    return thin + f'<path fill="none" stroke="{INK}" stroke-width="1.5" d="{rim}"/>'


def _outline(face: Facet, at: Point, across: float, size: float) -> str:
    return path_of([(at[0] + c[0] * across, at[1] - c[1] * size) for c in face.corners])


def inclusions(shape: str, at: Point, size: float, seed: str, count: int) -> str:
    """Return plotted marks: crystals and feathers in red, a natural at the girdle in green."""
    chance = random.Random(seed)
    long = max(x for x, _ in cut(shape).outline) * size
    parts = []
    for k in range(count):
        angle, reach = chance.uniform(0, 2 * math.pi), chance.uniform(0.15, 0.66)
        x, y = at[0] + math.cos(angle) * reach * long, at[1] + math.sin(angle) * reach * size
        if k % 3 == 0:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="none" stroke="{RED}" stroke-width="1.2"/>')
        elif k % 3 == 1:
            turn = chance.uniform(0, math.pi)
            dx, dy = 9 * math.cos(turn), 9 * math.sin(turn)
            data = f"M{x - dx:.1f} {y - dy:.1f}Q{x + dy * 0.5:.1f} {y - dx * 0.5:.1f} {x + dx:.1f} {y + dy:.1f}"
            parts.append(f'<path fill="none" stroke="{RED}" stroke-width="1.2" d="{data}m-4 -3l7 5"/>')
        else:
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.3" fill="{RED}"/>')
    edge = at[0] + long * 0.62, at[1] + size * 0.80
    parts.append(
        f'<path fill="none" stroke="{GREEN}" stroke-width="1.3" d="M{edge[0] - 5:.1f} {edge[1]:.1f}l5 -6l5 6"/>'
    )
    return "".join(parts)


def profile(shape: str, at: Point, size: float, numbers: dict[str, str]) -> str:
    """Return the side view with table, depth, crown and pavilion marked."""
    solid = cut(shape)
    corners = [c for face in solid.facets for c in face.corners]
    outline = hull([(at[0] + c[0] * size, at[1] - c[2] * size) for c in corners])
    edges = [
        path_of([(at[0] + c[0] * size, at[1] - c[2] * size) for c in face.corners])
        for face in solid.facets
        if face.normal[1] < -0.02 and abs(face.normal[2]) > 0.02
    ]
    half = max(x for x, _ in solid.outline) * size
    top, low = at[1] - solid.crown * size, at[1] + solid.depth * size
    table = max(c[0] for face in solid.facets if face.normal[2] > 0.99 for c in face.corners) * size
    x0, x1 = at[0] - half, at[0] + half
    parts = [
        f'<path fill="#f3f0e9" stroke="{INK}" stroke-width="1.5" d="{path_of(outline)}"/>',
        f'<path fill="none" stroke="{INK}" stroke-width=".7" d="{"".join(edges)}"/>',
        _span((at[0] - table, top - 26), (at[0] + table, top - 26), numbers["table"], (0, -10)),
        _span((x0, top - 62), (x1, top - 62), numbers["width"], (0, -10)),
        _span((x1 + 34, top), (x1 + 34, low), numbers["depth"], (40, 5)),
        _span((x0 - 34, top), (x0 - 34, at[1]), numbers["crown"], (-40, 5)),
        _span((x0 - 34, at[1]), (x0 - 34, low), numbers["pavilion"], (-40, 5)),
        write(numbers["culet"], (at[0], low + 28), LABEL, "middle"),
    ]
    return "".join(parts)


def _span(a: Point, b: Point, text: str, off: Point) -> str:
    flat = a[1] == b[1]
    tick = "v10m0 -5" if flat else "h10m-5 0"
    start = f"M{a[0]:.1f} {a[1] - 5:.1f}" if flat else f"M{a[0] - 5:.1f} {a[1]:.1f}"
    end = f"M{b[0]:.1f} {b[1] - 5:.1f}v10" if flat else f"M{b[0] - 5:.1f} {b[1]:.1f}h10"
    data = f"{start}{tick}L{b[0]:.1f} {b[1]:.1f}{end}"
    middle = ((a[0] + b[0]) / 2 + off[0], (a[1] + b[1]) / 2 + off[1])
    return f'<path fill="none" stroke="{INK}" stroke-width=".8" d="{data}"/>' + write(text, middle, LABEL, "middle")


def scale_bar(at: Point, width: float, grades: list[str], marked: str, color: str, label: str) -> str:
    """Return a grading scale with one grade marked."""
    x, y = at
    step = width / len(grades)
    parts = [write(label, (x, y - 14), Pen(13, 1.1, color, 0.36))]
    for k, grade in enumerate(grades):
        here = grade == marked
        fill = color if here else "#ffffff"
        parts.append(
            f'<rect x="{x + k * step:.1f}" y="{y}" width="{step:.1f}" height="30" fill="{fill}" stroke="{color}" stroke-width=".8"/>'
        )
        pen = Pen(12.5, 1.25 if here else 1.0, "#ffffff" if here else INK, 0.16)
        parts.append(write(grade, (x + (k + 0.5) * step, y + 21), pen, "middle"))
    return "".join(parts)
