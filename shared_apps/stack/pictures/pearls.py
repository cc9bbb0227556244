"""Pearls, painted with soft gradients: nacre has no edges."""

from __future__ import annotations

from dataclasses import dataclass

from shared_apps.stack.pictures.geometry import Point


@dataclass(frozen=True)
class Nacre:
    """Colors of a pearl from its bright heart to its rim, and its overtone."""

    name: str
    heart: str
    body: str
    shade: str
    rim: str
    overtone: str


WHITE_NACRE = Nacre("white", "#fffefa", "#f8f1e7", "#dccfc2", "#9d8a80", "#f2b9c4")
GOLD_NACRE = Nacre("golden", "#fffbe9", "#f4e0ad", "#d6b266", "#8f6a2c", "#f2c48e")
BLACK_NACRE = Nacre("peacock", "#c9d3cf", "#71807c", "#3a4446", "#14191c", "#b07a9c")


def pearl_svg(at: Point, radius: float, nacre: Nacre, name: str) -> str:
    """Return SVG of a pearl; `name` keeps its gradients apart from others of the picture."""
    x, y = at
    circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"'
    defs = (
        _radial(
            f"{name}a",
            (0.40, 0.36),
            0.68,
            [(0, nacre.heart, 1), (0.28, nacre.body, 1), (0.68, nacre.shade, 1), (1, nacre.rim, 1)],
        )
        + _radial(
            f"{name}b",
            (0.47, 0.46),
            0.53,
            [(0.45, nacre.overtone, 0), (0.74, nacre.overtone, 0.24), (0.97, nacre.overtone, 0.05)],
        )
        + _radial(
            f"{name}c",
            (0.66, 0.88),
            0.42,
            [(0, nacre.body, 0.85), (0.55, nacre.body, 0.22), (1, nacre.body, 0)],
        )
        + _radial(f"{name}d", (0.5, 0.5), 0.5, [(0, "#ffffff", 0.98), (0.35, "#ffffff", 0.75), (1, "#ffffff", 0)])
        + _radial(f"{name}e", (0.5, 0.5), 0.5, [(0, "#ffffff", 0.55), (1, "#ffffff", 0)])
    )
    lights = (
        f'<ellipse cx="{x - radius * 0.30:.1f}" cy="{y - radius * 0.36:.1f}" rx="{radius * 0.46:.1f}" '
        f'ry="{radius * 0.38:.1f}" fill="url(#{name}e)"/>'
        f'<ellipse cx="{x - radius * 0.33:.1f}" cy="{y - radius * 0.40:.1f}" rx="{radius * 0.17:.1f}" '
        f'ry="{radius * 0.13:.1f}" fill="url(#{name}d)" transform="rotate(-32 {x - radius * 0.33:.1f} {y - radius * 0.4:.1f})"/>'
    )
    return f"<defs>{defs}</defs>" + "".join(f'{circle} fill="url(#{name}{k})"/>' for k in "abc") + lights


def _radial(name: str, center: Point, reach: float, stops: list[tuple[float, str, float]]) -> str:
    inner = "".join(f'<stop offset="{at}" stop-color="{c}" stop-opacity="{o}"/>' for at, c, o in stops)
    return f'<radialGradient id="{name}" cx="{center[0]}" cy="{center[1]}" r="{reach}">{inner}</radialGradient>'
