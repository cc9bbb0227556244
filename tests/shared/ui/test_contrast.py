"""WCAG contrast of every pair of roles that meet on a page, computed from tokens.css in both themes and every hue."""

import re
from itertools import product
from math import cos, radians, sin

import pytest

from shared_apps.ui.bundles import STATIC

TOKENS = (STATIC / "ui/css/tokens.css").read_text(encoding="utf-8")
PAPERS = ("canvas", "surface", "raised", "sunken")
TONES = ("positive", "warning", "negative", "info")
READ = [(ink, paper, 4.5) for ink, paper in product(("ink-soft", "ink-faint", "gold-ink", *TONES), PAPERS)]
BODY = [("ink", paper, 7.0) for paper in (*PAPERS, "brand-tint", *(f"{tone}-tint" for tone in TONES))]
TINTED = [(tone, f"{tone}-tint", 4.5) for tone in TONES] + [("ink-soft", "brand-tint", 4.5)]
EDGES = [(edge, paper, 3.0) for edge, paper in product(("line-strong", "focus"), ("canvas", "surface"))]
BRAND = [("brand", paper, 4.5) for paper in (*PAPERS, "brand-tint")] + [("on-brand", "brand", 4.5)]
SOLID = [("surface", "negative", 4.5)]


def _hues():
    named = re.findall(r'\[data-hue="(\w+)"\] \{ --brand-hue: ([\d.]+); --brand-chroma: ([\d.]+); \}', TOKENS)
    return {"emerald": ("165", "0.055")} | {name: (hue, chroma) for name, hue, chroma in named}


def _roles(theme, hue="emerald"):
    brand_hue, chroma = _hues()[hue]
    source = TOKENS.replace("var(--brand-hue)", brand_hue).replace("var(--brand-chroma)", chroma)
    pairs = re.findall(r"--([\w-]+): light-dark\(oklch\(([^()]*)\), oklch\(([^()]*)\)\);", source)
    return {role: (light if theme == "light" else dark) for role, light, dark in pairs}


def _luminance(lch):
    lightness, chroma, hue = (float(part.rstrip("%")) for part in lch.split())
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness / 100 + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness / 100 - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness / 100 - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    red, green, blue = (min(1, max(0, part)) for part in linear)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one, other):
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_measures_twenty_one():
    assert round(_contrast("0% 0 0", "100% 0 0"), 2) == 21.0


def _weak(roles, pairs):
    measured = {(one, other): (round(_contrast(roles[one], roles[other]), 2), least) for one, other, least in pairs}
    return {pair: found for pair, (found, least) in measured.items() if found < least}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_of_roles_can_be_read(theme):
    assert _weak(_roles(theme), READ + BODY + TINTED + EDGES + SOLID) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("hue", sorted(_hues()))
def test_every_house_color_can_be_read(theme, hue):
    assert _weak(_roles(theme, hue), BRAND) == {}


def test_a_pair_too_close_is_named():
    assert list(_weak({"one": "60% 0 0", "other": "70% 0 0"}, [("one", "other", 4.5)])) == [("one", "other")]
