import re
from pathlib import Path

from django.contrib.staticfiles import finders

from shared_apps.ui import bundles
from shared_apps.ui.finders import BundleFinder

ROOT = Path(__file__).parents[3]
CSS = bundles.STATIC / "ui" / "css"
RAW_COLOR = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?!-)|\b(?:rgb|rgba|hsl|hsla|oklch|oklab|lab|lch|hwb|color)\(|:\s*(?:white|black|red|gold|green|blue|gray|grey)\b"
)


def _sheets():
    return [path for root in ("shared_apps", "tenant_apps", "public_site") for path in (ROOT / root).rglob("*.css")]


def test_raw_colors_are_written_in_tokens_alone():
    painted = {
        str(path.relative_to(ROOT)): RAW_COLOR.findall(path.read_text(encoding="utf-8"))
        for path in _sheets()
        if path.name != "tokens.css" and "vendor" not in path.parts
    }

    assert {path: found for path, found in painted.items() if found} == {}


def test_every_custom_property_that_is_used_is_declared():
    text = "\n".join(path.read_text(encoding="utf-8") for path in _sheets())
    declared = set(re.findall(r"(--[\w-]+):", text))

    assert set(re.findall(r"var\((--[\w-]+)", text)) - declared == set()


def test_every_style_sheet_belongs_to_a_layer():
    for path in CSS.glob("*.css"):
        outside = re.sub(r"@layer [\w, ]+;|/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        openings = re.findall(r"^([^\s}][^{]*)\{", outside, flags=re.MULTILINE)
        assert [opening for opening in openings if not opening.startswith("@layer ")] == [], path.name


def test_braces_are_balanced_in_every_style_sheet():
    uneven = [path.name for path in CSS.glob("*.css") if (text := path.read_text()).count("{") != text.count("}")]

    assert uneven == []


def test_every_style_sheet_of_the_design_system_is_in_a_bundle():
    bundled = {part for parts in bundles.STYLES.values() for part in parts}

    assert {path.stem for path in CSS.glob("*.css")} - bundled == {"gallery-page"}


def test_a_bundle_is_one_file_that_opens_with_the_order_of_the_layers():
    place = Path(finders.find(bundles.style_bundle("app")))

    assert place.read_text(encoding="utf-8") == bundles.joined("app")
    assert bundles.joined("app").startswith("@layer reset, tokens, base, layout, components, pages, utilities, print;")
    assert "@import" not in bundles.joined("app")


def test_a_bundle_is_joined_anew_when_a_part_has_changed(tmp_path, monkeypatch, settings):
    (tmp_path / "ui/css").mkdir(parents=True)
    part = tmp_path / "ui/css/only.css"
    part.write_text("@layer base { a { top: 0; } }")
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr(bundles, "STATIC", tmp_path)
    monkeypatch.setattr(bundles, "STYLES", {"one": ("only",)})
    finder = BundleFinder()
    first = Path(finder.find("ui/css/one.bundle.css")).read_text()
    part.write_text("@layer base { a { top: 1px; } }")
    import os

    os.utime(part, (part.stat().st_atime, part.stat().st_mtime + 10))

    assert (first, Path(finder.find("ui/css/one.bundle.css")).read_text()) == (
        "@layer base { a { top: 0; } }",
        "@layer base { a { top: 1px; } }",
    )
