"""Design sheets: a piece drawn in plan, front and side, painted, measured and annotated."""

from __future__ import annotations

import itertools
import math

from shared_apps.stack.pictures.facets import cut
from shared_apps.stack.pictures.geometry import Camera, Frame, Point, Polygon, hull
from shared_apps.stack.pictures.light import Studio
from shared_apps.stack.pictures.pencil import Sheet, flank, front, plan
from shared_apps.stack.pictures.raster import Layer
from shared_apps.stack.pictures.settings import spaced, widened
from shared_apps.stack.pictures.stones import Sitting, stone_svg

GOLD, ROSE, STEEL = "#d2a548", "#cf8f74", "#aeb4ba"
GOUACHE = Studio(floor=0.75, key=0.9)


def _paint(sheet: Sheet, shape: str, gem: str, size: float, seen: Camera, strength: float = 0.86) -> None:
    stone = Sitting(shape, gem, size, Frame())
    sheet.parts.append(f'<g opacity="{strength}">{stone_svg(stone, seen, GOUACHE, 3, 60.0)}</g>')
    sheet.facets(list(cut(shape).facets), seen, size)


def _silhouette(shape: str, size: float, seen: Camera) -> Polygon:
    corners = (c for facet in cut(shape).facets for c in facet.corners)
    return hull([seen.project((c[0] * size, c[1] * size, c[2] * size)) for c in corners])


def _ring_front(sheet: Sheet, at: Point, scale: float, radius: float, thick: float, color: str) -> None:
    x, y = at
    outer, inner = (radius + thick) * scale, radius * scale
    steps = [2 * math.pi * k / 72 for k in range(73)]
    around = [(x + outer * math.cos(a), y + outer * math.sin(a)) for a in steps]
    around += [(x + inner * math.cos(a), y + inner * math.sin(a)) for a in reversed(steps)]
    sheet.wash(around, color, 0.34)
    shade = [(x + (outer - 5) * math.cos(a), y + (outer - 5) * math.sin(a)) for a in steps[4:30]]
    shade += [(x + (inner + 4) * math.cos(a), y + (inner + 4) * math.sin(a)) for a in reversed(steps[4:30])]
    sheet.wash(shade, "#7a5520" if color == GOLD else "#5d5a58", 0.20)
    sheet.guide((x - outer, y), (x + outer, y))
    sheet.guide((x, y - outer), (x, y + outer))
    sheet.oval(at, outer, outer, 1.9)
    sheet.oval(at, inner, inner, 1.6)


def _claw(sheet: Sheet, foot: Point, girdle: Point, tip: Point, color: str) -> None:
    knee = (girdle[0] * 0.85 + foot[0] * 0.15, girdle[1] * 0.6 + foot[1] * 0.4)
    for off in (-5, 5):
        line = [
            (foot[0] + off * 0.7, foot[1]),
            (knee[0] + off, knee[1]),
            (girdle[0] + off, girdle[1]),
            (tip[0] + off * 0.5, tip[1]),
        ]
        sheet.line(line, 1.5)
    body = [(foot[0] - 4, foot[1]), (knee[0] - 6, knee[1]), (girdle[0] - 6, girdle[1]), tip]
    sheet.wash([*body, (girdle[0] + 6, girdle[1]), (knee[0] + 6, knee[1]), (foot[0] + 4, foot[1])], color, 0.4)


def _head(sheet: Sheet, shape: str, gem: str, size: float, seen: Camera, lengthwise: bool, color: str) -> None:
    x, y = seen.center
    k = size * seen.scale
    half = (max(p[0] for p in cut(shape).outline) if lengthwise else 1.0) * k
    depth, crown = cut(shape).depth * k, cut(shape).crown * k
    _paint(sheet, shape, gem, size, seen)
    sheet.closed(_silhouette(shape, size, seen), 1.8)
    for side in (-1, 1):
        _claw(
            sheet,
            (x + side * half * 0.2, y + depth + 26),
            (x + side * (half + 3), y),
            (x + side * half * 0.84, y - crown - 4),
            color,
        )
    for share in (0.42, 0.78):
        width = half * (1 - share * 0.72)
        sheet.line([(x - width, y + depth * share), (x + width, y + depth * share)], 1.6)
        sheet.line([(x - width, y + depth * share + 8), (x + width, y + depth * share + 8)], 1.3)


def _solitaire_notes(sheet: Sheet) -> None:
    """Write what stands around the solitaire."""
    sheet.dimension((957, 399), (1283, 399), "8.15", 34)
    sheet.dimension((1283, 160), (1283, 400), "6.00", -46)
    sheet.dimension((244.5, 605), (695.5, 605), "\u00f8 16.70", 0.01 + 250)
    sheet.dimension((988, 985), (1032, 985), "2.30", 26)
    sheet.note(
        ["Oval 1.52 ct, E VS1", "table low, crown kept open", "so the light comes in"],
        (1225, 560),
        (1085, 628),
    )
    sheet.note(["four claws at 27\u00b0", "almond tips, hand filed"], (1240, 720), (1076, 700))
    sheet.note(["18 ct yellow gold", "court profile 2.3 \u00d7 1.75", "size 54"], (726, 760), (660, 800))
    sheet.swatch((1240, 850), GOLD, "yellow gold 750")
    sheet.swatch((1240, 906), "#c9d6dd", "oval diamond")
    sheet.title("Solitaire for L.", "engagement ring, second proposal", "D-0117 / 2")


def solitaire_sheet() -> list[Layer]:
    """Return the sheet of the oval solitaire."""
    sheet = Sheet("solitaire")
    size, k = 3.0, 27.0
    head = (470.0, 330.0)
    depth = cut("oval").depth * size * k
    center = (470.0, 330.0 + depth + 18 + (8.35 + 1.7) * k)
    _ring_front(sheet, center, k, 8.35, 1.7, GOLD)
    _head(sheet, "oval", "diamond", size, front(k, head), True, GOLD)
    top = plan(40.0, (1120.0, 280.0))
    shank = [(780, 251), (995, 256), (995, 304), (780, 309)]
    for side in (1, -1):
        bar = [(1120 + (x - 1120) * side, y) for x, y in shank]
        sheet.wash(bar, GOLD, 0.36)
        sheet.closed(bar, 1.6)
    sheet.guide((760, 280), (1480, 280))
    sheet.guide((1120, 110), (1120, 450))
    _paint(sheet, "oval", "diamond", size, top)
    sheet.closed([(1120 + x * 120, 280 - y * 120) for x, y in cut("oval").outline], 2.0)
    for degree in (27, 153, 207, 333):
        angle = math.radians(degree)
        spot = (1120 + 118 * 1.36 * math.cos(angle), 280 - 142 * math.sin(angle))
        sheet.wash([(spot[0] + 11 * math.cos(a), spot[1] + 11 * math.sin(a)) for a in (0, 1, 2, 3, 4, 5)], GOLD, 0.8)
        sheet.oval(spot, 11, 11, 1.5)
    across = flank(k, (1010.0, 620.0))
    _head(sheet, "oval", "diamond", size, across, False, GOLD)
    low = 620 + depth + 20
    band = [(992, low), (1028, low), (1038, 985), (982, 985)]
    sheet.wash(band, GOLD, 0.42)
    sheet.closed(band, 1.7)
    _solitaire_notes(sheet)
    return sheet.layers()


def _halo_notes(sheet: Sheet) -> None:
    """Write what stands around the halo ring."""
    sheet.dimension((320, 582), (760, 582), "8.16", 92)
    sheet.dimension((760, 258), (760, 582), "6.00", -245)
    sheet.note(["emerald 1.84 ct, minor oil", "keep the girdle free:", "halo 0.15 below it"], (130, 790), (470, 520))
    sheet.note(["24 brilliants \u00f8 1.25", "thread setting, shared beads"], (520, 800), (640, 655))
    sheet.note(["platinum 950", "gallery open to the finger"], (1180, 905), (1240, 830))
    sheet.swatch((130, 905), "#2d8a55", "vivid green, Muzo type")
    sheet.swatch((520, 905), STEEL, "platinum, bright")
    sheet.title("Halo for Mrs. L.", "cocktail ring around her own emerald", "D-0131 / 1")


def halo_sheet() -> list[Layer]:
    """Return the sheet of the emerald halo ring."""
    sheet = Sheet("halo")
    k, size = 54.0, 3.0
    center = (540.0, 420.0)
    outline = [(x * size, y * size) for x, y in cut("emerald").outline]
    rim = [(center[0] + x * k, center[1] - y * k) for x, y in widened(outline, 1.5)]
    sheet.wash(rim, STEEL, 0.30)
    for side in (-1, 1):
        shank = [
            (center[0] + side * x, center[1] + y)
            for x, y in ((302.0, -46.0), (440.0, -40.0), (440.0, 40.0), (302.0, 46.0))
        ]
        sheet.wash(shank, STEEL, 0.34)
        sheet.closed(shank, 1.6)
        for x in (318.0, 352.0, 386.0, 420.0):
            sheet.oval((center[0] + side * x, center[1]), 17, 17, 1.1, passes=1)
            sheet.oval((center[0] + side * x, center[1]), 9, 9, 0.8, passes=1)
    sheet.guide((60, 420), (1020, 420))
    sheet.guide((540, 130), (540, 710))
    _paint(sheet, "emerald", "emerald", size, plan(k, center), 0.9)
    sheet.closed([(center[0] + x * k, center[1] - y * k) for x, y in outline], 2.0)
    for x, y in spaced(widened(outline, 0.85), 1.32):
        spot = (center[0] + x * k, center[1] - y * k)
        sheet.wash([(spot[0] + 31 * math.cos(a), spot[1] + 31 * math.sin(a)) for a in range(6)], "#cfdbe2", 0.22)
        sheet.oval(spot, 33, 33, 1.3)
        sheet.oval(spot, 18, 18, 0.9, passes=1)
    sheet.closed(rim, 1.7)
    low = (1240.0, 610.0)
    _ring_front(sheet, low, 21.0, 8.5, 1.8, STEEL)
    _head(sheet, "emerald", "emerald", size * 1.02, front(21.0, (1240.0, 610.0 - 10.3 * 21 - 72)), True, STEEL)
    level = 610.0 - 10.3 * 21 - 62
    for side in (-1, 1):
        for step in range(3):
            sheet.oval((1240 + side * 100, level + step * 9), 13, 8, 1.0, passes=1)
    _halo_notes(sheet)
    return sheet.layers()


def earrings_sheet() -> list[Layer]:
    """Return the sheet of the drop earrings: front, side, and three ideas for the stud."""
    sheet = Sheet("earrings")
    k = 30.0
    for x, mirror in ((390.0, 1), (850.0, -1)):
        stud, drop = (x, 210.0), (x, 560.0)
        sheet.guide((x, 110), (x, 860))
        _paint(sheet, "round", "diamond", 2.3, plan(k, stud))
        sheet.oval(stud, 2.3 * k, 2.3 * k, 1.9)
        down = Camera((0, -1, 0), (1, 0, 0), (0, 0, 1), k, drop)
        _paint(sheet, "pear", "ruby", 4.4, down, 0.9)
        outline = [(p[0] * 4.4, p[1] * 4.4) for p in cut("pear").outline]
        shape = [down.project((u, v, 0)) for u, v in outline]
        sheet.closed(shape, 2.0)
        for u, v in spaced(widened(outline, 1.0), 1.85):
            spot = down.project((u, v, 0))
            sheet.oval(spot, 25, 25, 1.2)
            sheet.oval((spot[0] + mirror, spot[1]), 13, 13, 0.8, passes=1)
        sheet.closed([down.project((u, v, 0)) for u, v in widened(outline, 1.95)], 1.7)
        sheet.oval((x, 300), 9, 17, 1.5)
    sheet.dimension((1085, 141), (1085, 752), "34.0", -20)
    side = flank(k, (1290.0, 210.0))
    sheet.line([(1290, 110), (1290, 860)], 0.8, "#8d857a", 1)
    _paint(sheet, "round", "diamond", 2.3, Camera((0, 0, 1), (0, 1, 0), (1, 0, 0), k, side.center))
    _paint(sheet, "pear", "ruby", 4.4, Camera((0, 0, 1), (1, 0, 0), (0, -1, 0), k, (1290.0, 560.0)), 0.9)
    sheet.line([(1265, 210), (1160, 214), (1156, 236)], 1.6)
    sheet.closed([(1318, 455), (1338, 470), (1338, 650), (1318, 668)], 1.6)
    sheet.wash([(1318, 455), (1338, 470), (1338, 650), (1318, 668)], STEEL, 0.5)
    sheet.note(["post 0.9, alpha back"], (1068, 312), (1180, 222))
    sheet.note(["ruby pears 2 \u00d7 2.10 ct", "pigeon red, unheated"], (1225, 905))
    sheet.note(["the drop must swing", "freely: ring \u00f8 1.2"], (70, 150), (382, 302))
    sheet.swatch((110, 880), "#b3122e", "ruby")
    sheet.swatch((330, 880), STEEL, "white gold 750")
    sheet.note(["total weight under 6 g each"], (600, 905))
    sheet.title("Drops for the opera", "earrings, gouache study", "D-0142 / 3")
    return sheet.layers()


def _signet_notes(sheet: Sheet) -> None:
    """Write what stands around the signet ring."""
    sheet.dimension((228, 655), (612, 655), "12.6", 40)
    sheet.dimension((194, 205), (194, 655), "14.8", 34)
    sheet.dimension((1338, 262), (1486, 262), "13.0", -30)
    sheet.note(["seal engraved 0.35 deep,", "mirrored for wax"], (150, 810), (372, 500))
    sheet.note(["face 2.8 thick, slightly domed", "edge broken 0.2"], (760, 810), (985, 270))
    sheet.note(["left hand, little finger", "size 50, 18 ct, about 14 g"], (1230, 830), (1400, 760))
    sheet.swatch((150, 905), GOLD, "yellow gold 750, satin sides")
    sheet.title("Signet, family crest", "after the wax seal of 1871", "D-0104 / 4")


def signet_sheet() -> list[Layer]:
    """Return the sheet of the signet: face, crest, front and side."""
    from_center = (420.0, 430.0)
    sheet = Sheet("signet")
    face = [(from_center[0] + 190 * x, from_center[1] + 225 * y) for x, y in cut("cushion").outline]
    sheet.wash(face, GOLD, 0.46)
    sheet.guide((130, 430), (710, 430))
    sheet.guide((420, 130), (420, 730))
    sheet.closed(face, 2.1)
    sheet.closed([(420 + 168 * x, 430 + 203 * y) for x, y in cut("cushion").outline], 1.2)
    _crest(sheet, from_center)
    _ring_front(sheet, (1010.0, 500.0), 22.0, 9.6, 1.6, GOLD)
    head = [
        (868, 328),
        (905, 262),
        (1010, 246),
        (1115, 262),
        (1152, 328),
        (1082, 300),
        (1010, 290),
        (938, 300),
    ]
    sheet.wash(head, GOLD, 0.5)
    sheet.closed(head, 1.8)
    side = [
        (1345, 262),
        (1480, 262),
        (1486, 300),
        (1440, 560),
        (1426, 748),
        (1398, 748),
        (1384, 560),
        (1338, 300),
    ]
    sheet.wash(side, GOLD, 0.46)
    sheet.closed(side, 1.9)
    sheet.line([(1345, 280), (1480, 280)], 1.2)
    _signet_notes(sheet)
    return sheet.layers()


def _crest(sheet: Sheet, at: Point) -> None:
    x, y = at
    shield = [(-82, -104), (82, -104), (82, -10), (58, 62), (0, 118), (-58, 62), (-82, -10)]
    sheet.closed([(x + a, y + b) for a, b in shield], 1.9)
    chevron = [(-82, 10), (0, -50), (82, 10), (76, 40), (0, -14), (-76, 40)]
    sheet.wash([(x + a, y + b) for a, b in chevron], "#7a5520", 0.5)
    sheet.closed([(x + a, y + b) for a, b in chevron], 1.4)
    for a, b in ((-42, -70), (42, -70), (0, 56)):
        star = [
            (x + a + r * math.sin(k * math.pi / 5), y + b - r * math.cos(k * math.pi / 5))
            for k, r in enumerate((20, 8) * 5)
        ]
        sheet.wash(star, "#7a5520", 0.5)
        sheet.closed(star, 1.3)


def necklace_sheet() -> list[Layer]:
    """Return the sheet of the graduated line of sapphires and diamonds."""
    sheet = Sheet("necklace")
    sheet.guide((800, 110), (800, 940))
    spots: list[tuple[Point, float, float]] = []
    for n in range(-11, 12):
        t = n / 11
        x = 800 + 560 * math.sin(t * 1.45)
        y = 120 + 520 * math.cos(t * 1.45) - 40 * t * t
        spots.append(((x, y), 56 - 30 * abs(t), -math.degrees(t * 1.45)))
    for (a, _, _), (b, _, _) in itertools.pairwise(spots):
        sheet.line([a, b], 2.4)
    for k, (spot, size, _) in enumerate(spots):
        shape, gem = ("oval", "sapphire") if k % 2 else ("round", "diamond")
        reach = size * (0.74 if shape == "oval" else 0.62)
        _paint(sheet, shape, gem, reach, plan(1.0, spot), 0.88)
        sheet.closed([(spot[0] + x * reach, spot[1] - y * reach) for x, y in cut(shape).outline], 1.6)
        if shape == "round":
            sheet.oval(spot, reach + 6, reach + 6, 1.3)
    sheet.note(["eleven sapphires, 8.5 to 5 mm", "calibrated by eye, not by gauge"], (560, 300))
    sheet.note(["every link hinged;", "must lie flat on the collarbone"], (640, 800), (800, 690))
    sheet.note(["tongue clasp under", "the last diamond"], (110, 560), (262, 240))
    sheet.dimension((238, 150), (1362, 150), "inner line 420", -62)
    sheet.swatch((1240, 830), "#2441a8", "cornflower to royal")
    sheet.swatch((1240, 890), "#c9d6dd", "F VS rounds")
    sheet.title("Collier Nocturne", "line of sapphires and diamonds, first idea", "D-0150 / 1")
    return sheet.layers()
