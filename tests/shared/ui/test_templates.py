"""What holds for every template of the repository."""

import re
from pathlib import Path
from zipfile import ZipFile

import lucide
import pytest
from django.template.loader import get_template

from shared_apps.ui.bundles import STATIC

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted(
    path
    for half in ("shared_apps", "tenant_apps", "public_site")
    for path in (ROOT / half).rglob("templates/**/*.html")
    if not {".venv", "node_modules"} & set(path.parts)
)
COTTON = ROOT / "shared_apps/ui/templates/cotton"
BANNED = {
    "an inline style": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "hx-on, which compiles code": re.compile(r"\bhx-on\b"),
    "a js: value, which compiles code": re.compile(r"""hx-[\w:]+=["']\s*(?:js|javascript):"""),
    "a trigger filter, which compiles code": re.compile(r"""hx-trigger=["'][^"']*\["""),
    "a javascript: address": re.compile(r"""(?:href|src|action)=["']\s*javascript:""", re.IGNORECASE),
    "a style sheet or script from elsewhere": re.compile(
        r"""<(?:link|script|img)\b[^>]*(?:href|src)=["'](?:https?:)?//"""
    ),
    "an @import": re.compile(r"@import"),
}


# A mail program knows no style sheet of ours: a mail carries its styles.
STYLES = {"an inline style", "a style element"}


def _is_mail(path):
    return path.parent.name == "mail"


def _name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("what", BANNED)
def test_no_template_holds(what):
    pages = [path for path in TEMPLATES if not (what in STYLES and _is_mail(path))]

    assert [_name(path) for path in pages if BANNED[what].search(path.read_text(encoding="utf-8"))] == []


def test_every_component_that_is_used_exists():
    missing = {
        (_name(path), tag)
        for path in TEMPLATES
        for tag in re.findall(r"<c-([\w.-]+)", path.read_text(encoding="utf-8"))
        if tag not in {"vars", "slot"} and not (COTTON / f"{tag.replace('-', '_')}.html").exists()
    }

    assert missing == set()


def test_every_icon_that_is_named_exists():
    with ZipFile(Path(lucide.__file__).parent / "lucide.zip") as icons:
        known = {name.removesuffix(".svg") for name in icons.namelist()}
    named = re.compile(r"""{% icon "([\w-]+)"|<c-icon\b[^>]*?\bname="([\w-]+)"|\bicon="([\w-]+)\"""")

    unknown = {
        (_name(path), name)
        for path in TEMPLATES
        for found in named.findall(path.read_text(encoding="utf-8"))
        for name in found
        if name and name not in known
    }

    assert unknown == set()


def _declared(component):
    source = (COTTON / f"{component.replace('-', '_')}.html").read_text(encoding="utf-8")
    found = re.search(r"<c-vars\b(.*?)/>", source, re.DOTALL)
    return set(re.findall(r":?([\w-]+)=", found.group(1))) if found else set()


def test_dynamic_attributes_go_only_to_names_a_component_declares():
    """`{{ attrs }}` prints `:name` values as they are; only declared names are escaped."""
    loose = {
        (_name(path), component, name)
        for path in TEMPLATES
        for component, attributes in re.findall(r"<c-(?!vars|slot)([\w-]+)\b([^>]*)>", path.read_text(encoding="utf-8"))
        for name in re.findall(r"\s:([\w-]+)=", attributes)
        if name not in _declared(component)
    }

    assert loose == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_template_compiles(path):
    get_template(str(path).split("/templates/", 1)[1])


def test_scripts_compile_nothing_and_import_nothing():
    for path in (STATIC / "ui/js").glob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert re.findall(r"\beval\(|new Function|innerHTML|document\.write|^import |import\(", source, re.M) == [], (
            path.name
        )
