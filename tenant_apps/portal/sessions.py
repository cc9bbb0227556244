"""The portal's own cookie and who it lets in; it has nothing to do with accounts or members."""

from __future__ import annotations

from datetime import timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from shared_apps.core.http import Access as Mark
from shared_apps.core.http import View, marked, redirect
from tenant_apps.portal import queries
from tenant_apps.portal.models import PortalSession

ASKING, IN = "ask", "in"


def cookie_of(request: HttpRequest, state: str) -> str:
    """Return the cookie's secret if it is of this state, else nothing."""
    held, _, secret = request.COOKIES.get(settings.PORTAL_COOKIE_NAME, "").partition(".")
    return secret if held == state and len(secret) <= 64 else ""


def set_cookie(response: HttpResponse, state: str, secret: str, life: timedelta) -> None:
    response.set_cookie(
        settings.PORTAL_COOKIE_NAME,
        f"{state}.{secret}",
        max_age=int(life.total_seconds()),
        secure=True,
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: HttpResponse) -> None:
    response.set_cookie(settings.PORTAL_COOKIE_NAME, "", max_age=0, secure=True, httponly=True, samesite="Lax")


def session_in(request: HttpRequest) -> PortalSession | None:
    """Return the live session of the request's cookie."""
    key = cookie_of(request, IN)
    return queries.session_of(key) if key else None


def client_required(view: View) -> View:
    """Ask for a client signed in to this jeweler's portal; others are shown the way in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        session = session_in(request)
        if session is None:
            return redirect(request, reverse("portal:sign_in"))
        request.portal_session = session  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return marked(guarded, Mark("client"))


FAMILIES = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_of(request: HttpRequest) -> str:
    """Name the browser's family and system, nothing finer."""
    agent = request.headers.get("User-Agent", "")
    family = next((name for sign, name in FAMILIES if sign in agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{family} on {system}" if system else family
