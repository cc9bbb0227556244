"""Every address of the Site, on every status: no cookie, the exact policy, nothing of anyone else's (P3, P28)."""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation

from config.middleware import SAFE_METHODS
from shared_apps.core.company import COMPANY
from shared_apps.tenancy.hosts import Surface
from shared_apps.ui import bundles
from tests.arch.urls import every_route
from tests.site.conftest import SAME_ORIGIN, TOLD, post

CSP = (
    "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'; font-src 'self'; img-src 'self';"
    " form-action 'self'"
)
SHEETS = ("site", "brief")
NEVER = {"Set-Cookie", "NEL", "Report-To", "Reporting-Endpoints", "Content-Security-Policy-Report-Only"}
ARGUMENTS = {"reference": "K7QM-3XPA", "page": "contact"}
ADDRESSES = re.compile(r"""(?:href|src|srcset|action|poster|data|formaction|ping)\s*=\s*["']([^"']*)["']""")
IN_CSS = re.compile(r"url\(\s*[\"']?([^)\"']+)|@import\s+[\"']([^\"']+)")


def every_path():
    """Return every address of the Site in both languages, but the private ones of choices."""
    paths = set()
    for route in every_route():
        if route.surface is Surface.SITE and not route.name.startswith("choices:"):
            for language in ("en", "zh-hant"):
                with translation.override(language):
                    paths.add(route.path(**{name: ARGUMENTS[name] for name in route.arguments}))
    return sorted(paths)


PATHS = every_path()
NAMES = ("find-a-jeweler", "how-it-works", "for-jewelers", "about", "contact", "privacy", "privacy/versions")
PAGES = [f"{prefix}/{name}" for prefix in ("", "/zh-hant") for name in ("", *NAMES, "privacy/providers")]


@pytest.fixture
def site(db):
    return Client(HTTP_HOST=settings.SITE_HOST, HTTP_ACCEPT="text/html", raise_request_exception=False)


def check(response):
    """Assert what holds for every answer of the Site."""
    assert not response.cookies
    assert {name for name in NEVER if name in response.headers} == set()
    assert "cookie" not in response.headers.get("Vary", "").lower()
    assert response.headers["Content-Security-Policy"] == CSP
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "geolocation=()" in response.headers["Permissions-Policy"]
    assert foreign_addresses(response.content.decode()) == []


def foreign_addresses(text):
    """Return the addresses in a page or style sheet that lead away from us."""
    found = [*ADDRESSES.findall(text), *(address for pair in IN_CSS.findall(text) for address in pair)]
    hosts = {settings.SITE_HOST, settings.APP_HOST}
    foreign = []
    for address in found:
        parts = urlsplit(address)
        is_ours = not parts.netloc or parts.netloc in hosts
        if not is_ours or parts.scheme not in {"", settings.SCHEME, "mailto"}:
            foreign.append(address)
        if parts.scheme == "mailto" and not address.startswith(f"mailto:{COMPANY.email}"):
            foreign.append(address)
    return foreign


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE"])
def test_every_address_is_silent_whatever_is_asked(site, path, method):
    response = site.generic(method, path, headers={} if method in SAFE_METHODS else SAME_ORIGIN)

    assert response.status_code in {200, 301, 405, 422}
    check(response)


@pytest.mark.parametrize("path", PATHS)
def test_every_page_can_be_kept_by_a_cache_or_says_why_not(site, path):
    response = site.get(path)

    kept = response.headers.get("Cache-Control", "")
    assert kept.startswith(("public, max-age=", "max-age=")) or "no-store" in kept or response.status_code == 301


@pytest.mark.parametrize("path", PATHS)
def test_a_visitor_with_cookies_gets_the_same_answer(site, path):
    bare = site.get(path)
    site.cookies["__Host-session"] = "x" * 43
    site.cookies["anything"] = "else"

    asked = site.get(path)

    assert (asked.status_code, asked.headers.get("Vary")) == (bare.status_code, bare.headers.get("Vary"))
    assert not asked.cookies


@pytest.mark.parametrize("path", [*PAGES, "/received/K7QM-3XPA", "/zh-hant/received/brief/K7QM-3XPA"])
def test_pages_hold_no_script_no_inline_style_and_nothing_embedded(site, path):
    content = site.get(path).content.decode()

    forbidden = r"<(script|iframe|object|embed|video|audio|style|base)\b|\sstyle=|\son\w+=|javascript:|hx-"
    assert re.findall(forbidden, content) == []


@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_who_we_are(site, path):
    content = site.get(path).content.decode().replace("&#x27;", "'")

    privacy = '"/zh-hant/privacy"' if path.startswith("/zh-hant") else '"/privacy"'
    said = (COMPANY.name, COMPANY.address, COMPANY.registration, COMPANY.email, f"href={privacy}")
    assert [part for part in said if part not in content] == []


@pytest.mark.parametrize("page", TOLD)
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 303),
        ({"email": "no"}, 422),
        ({"stamp": "no"}, 422),
        ({"homepage": "x"}, 422),
        ({"name": "n" * 40_000}, 413),
    ],
    ids=["taken", "invalid", "stale", "trapped", "too large"],
)
def test_both_forms_are_silent_however_they_end(site, page, changes, status):
    response = post(site, page, **changes)

    assert response.status_code == status
    check(response)


def test_a_post_from_elsewhere_is_silent(site):
    response = post(site, "contact", headers={"Sec-Fetch-Site": "cross-site"})

    assert response.status_code == 403
    check(response)


def test_a_sender_held_up_is_silent(site):
    for i in range(10):
        post(site, "contact", message=str(i), email=f"w{i}@example.com")

    response = post(site, "contact")

    assert response.status_code == 429
    check(response)


def test_what_is_not_there_is_silent(site):
    for path in ("/nothing", "/wp-admin/", "/console/", "/admin/", "/sign-in/", "/received/k7qm-3xpa", "/portal/"):
        response = site.get(path)
        assert response.status_code == 404, path
        check(response)


def test_a_request_nobody_can_read_is_silent(site):
    body = "&".join(f"a{i}=1" for i in range(600))
    kind = "application/x-www-form-urlencoded"

    response = site.post("/contact", body, content_type=kind, headers=SAME_ORIGIN)

    assert response.status_code == 400
    check(response)


def test_a_fault_is_silent(site, monkeypatch):
    def broken(*_arguments, **_options):
        raise RuntimeError

    monkeypatch.setattr("public_site.policy_views.published_policy", broken)

    response = site.get("/privacy")

    assert response.status_code == 500
    check(response)


def test_style_sheets_and_drawings_of_the_site_lead_nowhere_else():
    sheets = [*bundles.style_parts("site"), "public_site/site.css", "public_site/brief.css", "ui/img/mark.svg"]
    for sheet in sheets:
        text = Path(finders.find(sheet)).read_text(encoding="utf-8")
        outward = [address for pair in IN_CSS.findall(text) for address in pair if "//" in address]
        assert (sheet, outward) == (sheet, [])


def test_a_page_weighs_less_than_60_kb_over_the_wire_without_photographs(site):
    """What our proxy sends: page, style sheets and drawings, compressed; typefaces and photographs are apart."""
    sheets = [bundles.joined("site"), *(Path(finders.find(f"public_site/{name}.css")).read_text() for name in SHEETS)]
    around = sum(len(gzip.compress(sheet.encode())) for sheet in sheets)
    around += Path(finders.find("ui/img/mark.svg")).stat().st_size

    weights = {path: len(gzip.compress(site.get(path).content)) + around for path in PAGES}

    assert {path: weight for path, weight in weights.items() if weight > 60_000} == {}
    assert max(weights.values()) < 40_000


def test_an_unchanged_page_is_not_sent_again(site):
    first = site.get("/")

    again = site.get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert not again.cookies


def test_the_app_s_pages_are_not_on_the_site_and_the_site_s_not_on_the_app(db):
    app = Client(HTTP_HOST=settings.APP_HOST)

    found = {path: app.get(path).status_code for path in PATHS if path not in {"/", "/favicon.ico"}}
    assert set(found.values()) == {404}


def test_security_txt_says_whom_to_tell_and_until_when(site, time_machine):
    time_machine.move_to("2026-11-22 10:00+08:00")

    lines = site.get("/.well-known/security.txt").content.decode().splitlines()

    assert lines[0] == f"Contact: mailto:{COMPANY.email}"
    assert lines[1] == "Expires: 2027-11-22T00:00:00Z"


def test_the_sitemap_lists_every_page_in_both_languages(site):
    content = site.get("/sitemap.xml").content.decode()

    host = f"{settings.SCHEME}://{settings.SITE_HOST}"
    assert set(re.findall(r"<loc>([^<]+)</loc>", content)) == {f"{host}{page}" for page in PAGES}
    assert content.count('hreflang="zh-Hant"') == content.count('hreflang="en"') == len(PAGES)
