"""Marks of the demo's jewelers, from the house letters and plain geometry."""

from __future__ import annotations

import math

from shared_apps.stack.pictures.diagrams import facet_plan
from shared_apps.stack.pictures.lettering import Pen, write
from shared_apps.stack.pictures.raster import Layer, opened

SIDE = 1200
GOLD = (
    '<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#e4c98d"/>'
    '<stop offset=".45" stop-color="#b98f43"/><stop offset=".6" stop-color="#d9b970"/>'
    '<stop offset="1" stop-color="#8f6a2c"/></linearGradient></defs>'
)


def _page(ground: str, parts: list[str]) -> list[Layer]:
    rect = f'<rect width="{SIDE}" height="{SIDE}" fill="{ground}"/>'
    return [Layer(f"{opened(SIDE, SIDE)}{GOLD}{rect}{''.join(parts)}</svg>")]


def _ring(radius: float, weight: float, color: str, y: float = 500) -> str:
    return f'<circle cx="600" cy="{y}" r="{radius}" fill="none" stroke="{color}" stroke-width="{weight}"/>'


def aurelle() -> list[Layer]:
    """Return the mark of Maison Aurelle: an A under a rising sun of fine rays."""
    rays = []
    for k in range(49):
        a = math.pi * (0.04 + 0.92 * k / 48)
        long = 300 if k % 4 == 0 else 268
        rays.append(
            f"M{600 + 224 * math.cos(a):.1f} {560 - 224 * math.sin(a):.1f}L{600 + long * math.cos(a):.1f} {560 - long * math.sin(a):.1f}"
        )
    sun = f'<path d="{"".join(rays)}" stroke="url(#g)" stroke-width="3" fill="none" stroke-linecap="round"/>'
    arc = '<path d="M396 560A204 204 0 0 1 804 560" fill="none" stroke="url(#g)" stroke-width="3"/><path d="M300 584H900" stroke="url(#g)" stroke-width="3"/>'
    letter = write("A", (600, 560), Pen(270, 5, "#b08638", 0, 0, 17), "middle")
    name = write("MAISON AURELLE", (600, 740), Pen(62, 2.2, "#f3ead6", 0.55, 0, 5), "middle")
    below = write("JOAILLIER", (600, 822), Pen(26, 1.7, "#c9a55c", 0.9), "middle")
    return _page("#173528", [sun, arc, letter, name, below])


def bellamy() -> list[Layer]:
    """Return the mark of Atelier Bellamy: interlaced letters in a round brilliant."""
    stone = f'<g opacity=".30">{facet_plan("round", (600.0, 480.0), 268.0)}</g>'
    letters = write("A", (548, 572), Pen(210, 4, "#23201d", 0, 0, 15), "middle") + write(
        "B", (668, 572), Pen(210, 4, "#8a6728", 0, 0, 15), "middle"
    )
    rules = _ring(292, 3.2, "#23201d", 480) + _ring(304, 1.4, "#8a6728", 480)
    name = write("ATELIER BELLAMY", (600, 900), Pen(56, 2.0, "#23201d", 0.6, 0, 4.4), "middle")
    below = write("goldsmiths in Bath", (600, 968), Pen(28, 1.7, "#8a6728", 0.34, 0.18), "middle")
    return _page("#f7f1e6", [stone, rules, letters, name, below])


def kwan() -> list[Layer]:
    """Return the mark of Kwan & Daughters: a K in a cloud-cornered frame over jade."""

    def frame(half: float, notch: float, weight: float) -> str:
        h, n = half, half - notch
        data = f"M{600 - n} {470 - h}H{600 + n}A{notch} {notch} 0 0 0 {600 + h} {470 - n}V{470 + n}A{notch} {notch} 0 0 0 {600 + n} {470 + h}H{600 - n}A{notch} {notch} 0 0 0 {600 - h} {470 + n}V{470 - n}A{notch} {notch} 0 0 0 {600 - n} {470 - h}Z"
        return f'<path d="{data}" fill="none" stroke="url(#g)" stroke-width="{weight}"/>'

    jade = (
        '<defs><radialGradient id="j" cx=".38" cy=".32" r=".8"><stop offset="0" stop-color="#7cc79c"/>'
        '<stop offset=".55" stop-color="#2f8a5e"/><stop offset="1" stop-color="#124a32"/></radialGradient></defs>'
        '<circle cx="600" cy="470" r="150" fill="url(#j)"/><circle cx="600" cy="470" r="150" fill="none" stroke="url(#g)" stroke-width="5"/>'
    )
    letter = write("K", (604, 540), Pen(150, 4, "#fbf4e4", 0, 0, 11), "middle")
    name = write("KWAN & DAUGHTERS", (600, 860), Pen(54, 2.0, "#f6ecd8", 0.5, 0, 4.4), "middle")
    below = write("JADE AND PEARLS \u00b7 HONG KONG", (600, 932), Pen(24, 1.6, "#d0ac68", 0.6), "middle")
    return _page("#4a1420", [frame(270, 46, 5), frame(244, 46, 2), jade, letter, name, below])
