"""Reports of laboratories that do not exist, drawn for the demo: every line is a stroke of our own pen."""

from __future__ import annotations

from dataclasses import dataclass

from shared_apps.stack.pictures.diagrams import facet_plan, inclusions, profile, scale_bar
from shared_apps.stack.pictures.geometry import Camera, Frame
from shared_apps.stack.pictures.guilloche import border, rosette, seal
from shared_apps.stack.pictures.lettering import Pen, paragraph, width, write
from shared_apps.stack.pictures.light import Studio
from shared_apps.stack.pictures.raster import Layer, opened
from shared_apps.stack.pictures.stones import Sitting, stone_svg

WIDTH, HEIGHT = 1240, 1754
INK = "#2b2724"
COLORS = ["D", "E", "F", "G", "H", "I", "J", "K", "L", "M", "N"]
CLARITIES = ["FL", "IF", "VVS1", "VVS2", "VS1", "VS2", "SI1", "SI2", "I1"]


@dataclass(frozen=True)
class Laboratory:
    """An invented laboratory: its name, where it says it is, its inks."""

    name: str
    motto: str
    address: str
    ink: str
    second: str
    paper: str


MERIDIAN = Laboratory(
    "MERIDIAN GEM LABORATORY", "Independent reports on diamonds since 1994", "Geneva \u00b7 Hong Kong \u00b7 Antwerp",
    "#1f3f5b", "#8aa7bd", "#fdfcf8",
)  # fmt: skip
AURORA = Laboratory(
    "AURORA INSTITUTE OF GEMMOLOGY", "Origin and treatment of colored stones", "Lucerne \u00b7 Bangkok",
    "#5b2a3c", "#c19aa6", "#fdfbf7",
)  # fmt: skip


@dataclass(frozen=True)
class Report:
    """What a certificate says; `rows` are (label, value) under headings, in order."""

    laboratory: Laboratory
    kind: str
    number: str
    issued: str
    shape: str
    gem: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    comments: tuple[str, ...]
    proportions: tuple[tuple[str, str], ...] = ()
    color: str = ""
    clarity: str = ""


def certificate(report: Report) -> list[Layer]:
    """Return the page of a report."""
    lab = report.laboratory
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{lab.paper}"/>',
        f'<g opacity=".10">{rosette((WIDTH / 2, 960), 470, lab.second, 18, 26, 0.9)}</g>',
        border(WIDTH, HEIGHT, 48, 34, lab.ink, lab.second),
        _head(report),
        _groups(report),
        _diagrams(report) if report.proportions else _portrait(report),
        _foot(report),
    ]
    return [Layer(f"{opened(WIDTH, HEIGHT)}{''.join(parts)}</svg>")]


def _head(report: Report) -> str:
    lab = report.laboratory
    size = min(37.0, 37.0 * 940 / width(lab.name, Pen(37.0, spacing=0.42)))
    name = Pen(size, 1.4, lab.ink, 0.42, 0.0, size * 0.097)
    small = Pen(15.5, 1.1, INK, 0.3)
    middle = WIDTH / 2
    reach = width(lab.name, name) / 2
    return (
        _emblem((middle, 138.0), lab)
        + write(lab.name, (middle, 238), name, "middle")
        + write(lab.motto, (middle, 274), Pen(17, 1.15, INK, 0.26, 0.16), "middle")
        + f'<path d="M{middle - reach:.0f} 300H{middle + reach:.0f}" stroke="{lab.ink}" stroke-width="1.2"/>'
        + write(report.kind, (middle, 346), Pen(25, 1.5, INK, 0.4), "middle")
        + write(f"Report number {report.number}", (112, 400), small)
        + write(report.issued, (WIDTH - 112, 400), small, "end")
    )


def _emblem(at: tuple[float, float], lab: Laboratory) -> str:
    x, y = at
    ring = f'<circle cx="{x}" cy="{y}" r="42" fill="none" stroke="{lab.ink}" stroke-width="1.6"/>'
    return (
        rosette(at, 52, lab.second, 10, 10, 0.7)
        + ring
        + f'<g transform="translate({x} {y}) scale(.62) translate({-x} {-y})">{facet_plan("round", at, 52)}</g>'
    )


def _groups(report: Report) -> str:
    label, value = Pen(17, 1.15, "#4c4640", 0.2), Pen(17, 1.5, INK, 0.2)
    parts, y = [], 462.0
    right = 612.0
    for heading, rows in report.groups:
        parts.append(write(heading.upper(), (112, y), Pen(15.5, 1.5, report.laboratory.ink, 0.46)))
        parts.append(f'<path d="M112 {y + 13}H{right}" stroke="{report.laboratory.ink}" stroke-width=".9"/>')
        y += 48
        for name, text in rows:
            start, end = 112 + width(name, label) + 14, right - width(text, value) - 12
            parts.append(write(name, (112, y), label))
            if end > start:
                parts.append(
                    f'<path d="M{start:.0f} {y - 2}H{end:.0f}" stroke="#9b938a" stroke-width="1.4" stroke-dasharray="0 7" '
                    'stroke-linecap="round"/>'
                )
            parts.append(write(text, (right, y), value, "end"))
            y += 38
        y += 26
    return "".join(parts)


def _heading(text: str, x: float, y: float, ink: str) -> str:
    return (
        write(text, (x, y), Pen(15.5, 1.5, ink, 0.46))
        + f'<path d="M{x} {y + 13}H1128" stroke="{ink}" stroke-width=".9"/>'
    )


def _diagrams(report: Report) -> str:
    ink, shape = report.laboratory.ink, report.shape
    wide = shape in ("round", "cushion", "asscher")
    size = 98.0 if wide else 82.0
    left, right = (780.0, 1008.0) if wide else (776.0, 1016.0)
    return (
        _heading("PROPORTIONS", 662, 462, ink)
        + profile(shape, (895.0, 652.0), 118.0 if wide else 100.0, dict(report.proportions))
        + _heading("CLARITY CHARACTERISTICS", 662, 872, ink)
        + facet_plan(shape, (left, 1015.0), size)
        + inclusions(shape, (left, 1015.0), size, report.number, 5)
        + facet_plan(shape, (right, 1015.0), size, below=True)
        + _key((662.0, 1170.0))
        + scale_bar((112.0, 1294.0), 500.0, COLORS, report.color, ink, "COLOR")
        + scale_bar((662.0, 1294.0), 466.0, CLARITIES, report.clarity, ink, "CLARITY")
    )


def _key(at: tuple[float, float]) -> str:
    x, y = at
    pen = Pen(13.5, 1.05, INK, 0.2)
    return (
        f'<circle cx="{x + 6}" cy="{y - 5}" r="4" fill="none" stroke="#b3273a" stroke-width="1.2"/>'
        + write("crystal", (x + 22, y), pen)
        + f'<path d="M{x + 132} {y - 1}q6 -9 14 -7" fill="none" stroke="#b3273a" stroke-width="1.3"/>'
        + write("feather", (x + 156, y), pen)
        + f'<path d="M{x + 272} {y}l5 -7l5 7" fill="none" stroke="#23724a" stroke-width="1.3"/>'
        + write("natural", (x + 292, y), pen)
    )


def _portrait(report: Report) -> str:
    ink = report.laboratory.ink
    at = (895.0, 690.0)
    seen = Camera((1, 0, 0), (0, 1, 0), (0, 0, 1), 1.0, at)
    size = 122.0 if report.shape in ("emerald", "oval", "pear") else 150.0
    frame = f'<rect x="664" y="496" width="462" height="390" fill="#ffffff" stroke="{ink}" stroke-width="1"/>'
    shadow = (
        '<defs><radialGradient id="under"><stop offset="0" stop-color="#6c645c" stop-opacity=".55"/>'
        '<stop offset="1" stop-color="#6c645c" stop-opacity="0"/></radialGradient></defs>'
        f'<ellipse cx="905" cy="736" rx="{size * 1.55:.0f}" ry="{size * 1.12:.0f}" fill="url(#under)"/>'
    )
    stone = stone_svg(Sitting(report.shape, report.gem, size, Frame()), seen, Studio(), 5, 40.0)
    plans = facet_plan(report.shape, (780.0, 1090.0), 74.0) + facet_plan(
        report.shape, (1010.0, 1090.0), 74.0, below=True
    )
    note = write("photograph not to scale; color approximate", (895, 916), Pen(13, 1.0, "#4c4640", 0.2, 0.16), "middle")
    return (
        _heading("THE STONE", 662, 462, ink)
        + frame
        + shadow
        + stone
        + note
        + _heading("FACET PLAN", 662, 972, ink)
        + plans
    )


def _foot(report: Report) -> str:
    lab = report.laboratory
    fine = Pen(12.5, 1.0, "#4c4640", 0.2)
    y = 1392.0
    return (
        write("COMMENTS", (112, y), Pen(15.5, 1.5, lab.ink, 0.46))
        + f'<path d="M112 {y + 13}H800" stroke="{lab.ink}" stroke-width=".9"/>'
        + paragraph(list(report.comments), (112, y + 46), Pen(16, 1.15, INK, 0.2), 31)
        + seal((1000.0, 1474.0), 92.0, ("#b9c6d2", "#eef3f7", lab.ink))
        + _signature((150.0, 1602.0), lab)
        + write(lab.address, (WIDTH - 112, 1612), Pen(14.5, 1.1, INK, 0.26), "end")
        + write("Drawn for a demonstration. This laboratory does not exist and this page grades nothing.", (WIDTH / 2, 1664), fine, "middle")
    )  # fmt: skip


def _signature(at: tuple[float, float], lab: Laboratory) -> str:
    x, y = at
    data = f"M{x} {y}c20 -60 44 -64 36 -14c-4 30 -22 34 -8 4c20 -40 36 -30 26 2c18 -34 34 -36 30 -4c16 -26 26 -22 30 -2c30 -50 60 -66 40 -12c-8 22 10 26 26 4c14 -18 30 -10 74 -26"
    return (
        f'<path d="{data}" fill="none" stroke="{lab.ink}" stroke-width="1.9" stroke-linecap="round"/>'
        f'<path d="M112 {y + 22}H470" stroke="{INK}" stroke-width=".8"/>'
    )
