"""Security printing: interlaced line work for borders, rosettes and seals."""

from __future__ import annotations

import math

from shared_apps.stack.pictures.geometry import Point


def rosette(at: Point, radius: float, color: str, lobes: int = 12, lines: int = 14, weight: float = 0.6) -> str:
    """Return a rosette of interlaced lines."""
    parts = []
    for n in range(lines):
        phase = 2 * math.pi * n / lines
        points = []
        for k in range(181):
            a = 2 * math.pi * k / 180
            wave = math.sin(lobes * a + phase) * 0.16 + math.sin(lobes / 2 * a - phase * 2) * 0.07
            r = radius * (0.76 + wave)
            points.append(f"{at[0] + r * math.cos(a):.1f} {at[1] + r * math.sin(a):.1f}")
        parts.append("M" + "L".join(points) + "Z")
    return f'<path fill="none" stroke="{color}" stroke-width="{weight}" d="{"".join(parts)}"/>'


def border(width: float, height: float, inset: float, band: float, color: str, second: str) -> str:
    """Return a frame of four interlaced bands between two rules."""
    x0, y0, x1, y1 = inset, inset, width - inset, height - inset
    runs = [((x0, y0), (x1, y0)), ((x1, y0), (x1, y1)), ((x1, y1), (x0, y1)), ((x0, y1), (x0, y0))]
    parts = []
    for tone, shift, lines in ((color, 0.0, 7), (second, math.pi / 2, 5)):
        data = "".join(_wave(a, b, band, shift + math.pi * n / lines) for a, b in runs for n in range(lines))
        parts.append(f'<path fill="none" stroke="{tone}" stroke-width=".7" stroke-opacity=".8" d="{data}"/>')
    for off, weight in ((-band / 2 - 5, 1.6), (band / 2 + 5, 1.0), (band / 2 + 9, 0.5)):
        parts.append(
            f'<rect x="{x0 + off:.1f}" y="{y0 + off:.1f}" width="{x1 - x0 - 2 * off:.1f}" height="{y1 - y0 - 2 * off:.1f}" '
            f'fill="none" stroke="{color}" stroke-width="{weight}"/>'
        )
    parts += [_corner(p, band, color) for p in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))]
    return "".join(parts)


def _wave(a: Point, b: Point, band: float, phase: float) -> str:
    length = math.dist(a, b)
    ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    beats = round(length / 58)
    count = beats * 10
    points = []
    for k in range(count + 1):
        t = k / count
        off = math.sin(2 * math.pi * beats * t + phase) * band / 2 * (0.80 + 0.20 * math.cos(4 * math.pi * beats * t))
        points.append(f"{a[0] + ux * length * t - uy * off:.1f} {a[1] + uy * length * t + ux * off:.1f}")
    return "M" + "L".join(points)


def _corner(at: Point, band: float, color: str) -> str:
    disc = f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{band * 0.86:.1f}" fill="#fffdf8" stroke="{color}" stroke-width="1"/>'
    return disc + rosette(at, band * 0.84, color, 8, 8, 0.55)


def seal(at: Point, radius: float, inks: tuple[str, str, str]) -> str:
    """Return a foil seal: a rosette over a shifting gradient."""
    x, y = at
    dark, light, line = inks
    gradient = (
        f'<linearGradient id="foil" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="{light}"/>'
        f'<stop offset=".35" stop-color="{dark}"/><stop offset=".5" stop-color="#ffffff"/>'
        f'<stop offset=".65" stop-color="{dark}"/><stop offset="1" stop-color="{light}"/></linearGradient>'
    )
    rim = []
    for k in range(96):
        a = 2 * math.pi * k / 96
        r = radius * (1.0 if k % 2 else 0.955)
        rim.append(f"{x + r * math.cos(a):.1f} {y + r * math.sin(a):.1f}")
    return (
        f'<defs>{gradient}</defs><path d="M{"L".join(rim)}Z" fill="url(#foil)" stroke="{line}" stroke-width=".8"/>'
        + rosette(at, radius * 0.92, line, 16, 12, 0.5)
        + f'<circle cx="{x}" cy="{y}" r="{radius * 0.46:.1f}" fill="url(#foil)" stroke="{line}" stroke-width="1.2"/>'
    )
