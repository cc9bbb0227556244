"""The Site: pages anybody and any cache may keep, two forms, no cookie, no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from public_site.forms import BriefForm, ContactForm, StampedForm
from shared_apps.core.http import public
from shared_apps.inquiries import operations
from shared_apps.inquiries.limits import within_limit
from shared_apps.inquiries.models import Received
from shared_apps.rights.policy import SECTIONS
from shared_apps.rights.queries import current_policy
from shared_apps.tenancy.hosts import Surface, url_on

MAX_BODY = 32 * 1024
PAGES = ("home", "find_a_jeweler", "contact", "privacy")
LABELS = {"find_a_jeweler": "Find a jeweler", "contact": "Contact"}


def page(request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    """Render a page of the Site; a plain GET may be cached for five minutes."""
    nav = [
        {"label": label, "url": reverse(f"site:{target}"), "current": target == name}
        for target, label in LABELS.items()
    ]
    nav.append({"label": "For jewelers: sign in", "url": url_on(Surface.APP, "/"), "current": False})
    response = render(request, f"public_site/{name}.html", {"nav": nav, **(context or {})}, status=status)
    response.headers["Cache-Control"] = "public, max-age=300" if request.method in {"GET", "HEAD"} else "no-store"
    return response


@require_safe
@public
def home(request: HttpRequest) -> HttpResponse:
    return page(request, "home")


@require_safe
@public
def privacy(request: HttpRequest) -> HttpResponse:
    return page(request, "privacy", {"sections": SECTIONS, "version": current_policy()})


@csrf_exempt  # No cookie, so no token: config.middleware.SameOriginPosts checks where a post comes from.
@require_http_methods(["GET", "HEAD", "POST"])
@public
def contact(request: HttpRequest) -> HttpResponse:
    return form_page(request, "contact", ContactForm, operations.receive_inquiry)


@csrf_exempt  # As above.
@require_http_methods(["GET", "HEAD", "POST"])
@public
def find_a_jeweler(request: HttpRequest) -> HttpResponse:
    return form_page(request, "find_a_jeweler", BriefForm, operations.receive_brief)


def form_page(
    request: HttpRequest, name: str, form_class: type[StampedForm], receive: Callable[..., Received]
) -> HttpResponse:
    """Show a form, or take it; a refusal keeps what was typed and says how else to reach us."""
    if request.method != "POST":
        form = form_class()
        response = page(request, name, {"form": form})
        # The stamp in the form is minted for this showing.
        response.headers["Cache-Control"] = "no-store"
        return response
    if int(request.headers.get("Content-Length") or 0) > MAX_BODY:
        return render(request, "ui/errors/413.html", status=413)
    form = form_class(request.POST)
    if not form.is_valid():
        return page(request, name, {"form": form.with_fresh_stamp()}, status=422)
    if not within_limit("form", form.cleaned_data["email"], limit=5, seconds=3600):
        form.add_error(
            None, "You have written several times within the hour. We have your messages; please wait a little."
        )
        return page(request, name, {"form": form.with_fresh_stamp()}, status=429)
    received = receive(**form.told())
    return page(request, "received", {"received": received})


@require_safe
@public
def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Allow: /", f"Sitemap: {url_on(Surface.SITE, reverse('site:sitemap'))}", ""]
    return plain("\n".join(lines), "text/plain")


@require_safe
@public
def sitemap(request: HttpRequest) -> HttpResponse:
    locations = "".join(f"<url><loc>{url_on(Surface.SITE, reverse(f'site:{name}'))}</loc></url>" for name in PAGES)
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    body = f'{head}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{locations}</urlset>'
    return plain(body, "application/xml")


@require_safe
@public
def security(request: HttpRequest) -> HttpResponse:
    expires = f"{settings.SECURITY_CONTACT_EXPIRES}T00:00:00Z"
    lines = [
        f"Contact: mailto:{settings.INTAKE_EMAIL}",
        f"Expires: {expires}",
        "Preferred-Languages: en, zh",
        f"Canonical: {url_on(Surface.SITE, reverse('site:security'))}",
        "",
    ]
    return plain("\n".join(lines), "text/plain")


@require_safe
@public
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("ui/img/mark.svg"))


def plain(body: str, kind: str) -> HttpResponse:
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8", headers={"Cache-Control": "public, max-age=3600"})
