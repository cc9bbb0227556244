"""What machines ask for: where they may go, which pages there are, whom to tell of a weakness."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from public_site.caching import for_a_day
from public_site.languages import CHINESE, LANGUAGES, absolute
from shared_apps.core.clock import now
from shared_apps.core.company import COMPANY
from shared_apps.core.http import public
from shared_apps.tenancy.hosts import Surface, url_on

PAGES = (
    "home",
    "find_a_jeweler",
    "how_it_works",
    "for_jewelers",
    "about",
    "contact",
    "privacy",
    "versions",
    "providers",
)


@require_safe
@public
@for_a_day
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /received/",
        f"Disallow: /{CHINESE}/received/",
        "Disallow: /choices/",
        f"Disallow: /{CHINESE}/choices/",
        f"Sitemap: {url_on(Surface.SITE, '/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public
@for_a_day
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every page in every language, each with its counterparts."""
    paths = [reverse(f"public_site:{page}") for page in PAGES]
    pages = [
        (absolute(path, language.code), [(other.tag, absolute(path, other.code)) for other in LANGUAGES])
        for path in paths
        for language in LANGUAGES
    ]
    return render(request, "public_site/sitemap.xml", {"pages": pages}, content_type="application/xml")


@require_safe
@public
@for_a_day
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a weakness (RFC 9116)."""
    expires = (now() + timedelta(days=365)).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{COMPANY.email}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, zh-Hant",
        f"Canonical: {url_on(Surface.SITE, '/.well-known/security.txt')}",
        f"Policy: {url_on(Surface.SITE, '/privacy')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
@public
@for_a_day
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("ui/img/mark.svg"))


@require_safe
@public
def chinese(request: HttpRequest) -> HttpResponse:
    """Lead the language without its slash to its front page."""
    return HttpResponsePermanentRedirect(f"/{CHINESE}/")
