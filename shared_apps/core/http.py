"""Who may open a view: every view carries one of these marks, and the URL matrix test reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render

from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.core.permissions import Permission
from shared_apps.tenancy.hosts import Surface, url_on

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Access:
    """What a view asks for: ``public``, ``account``, ``member``, ``client`` or ``staff``, and the permission if any."""

    kind: str
    permission: Permission | None = None
    fresh: bool = False


def marked(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Mark a view as open to anyone."""
    return marked(view, Access("public"))


def requires(permission: Permission) -> Callable[[View], View]:
    """Ask for a member of this workspace whose role holds the permission; others get sign-in or a 403."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            member = getattr(request, "member", None)
            if member is None:
                return redirect(request, entrance(request))
            if not permission.allows(member.role):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return marked(guarded, Access("member", permission))

    return decorate


def signed_in(view: View) -> View:
    """Ask for an account on the App host."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            query = urlencode({"next": request.get_full_path()})
            return redirect(request, f"{settings.LOGIN_URL}?{query}")
        return view(request, *args, **kwargs)

    return marked(guarded, Access("account"))


def staff_required(view: View) -> View:
    """Ask for DIA'LOG staff on the console host, signed in with a second factor."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(request, entrance(request))
        if not request.user.is_staff:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return marked(guarded, Access("staff"))


def reauthenticated(view: View) -> View:
    """Ask, on top of the mark below, that the person proved who they are within the last minutes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        at = getattr(request, "authenticated_at", None)
        fresh = at is not None and now() - at <= timedelta(seconds=settings.REAUTHENTICATION_SECONDS)
        signed_in_here = getattr(request, "member", None) is not None or request.user.is_authenticated
        if signed_in_here and not fresh:
            return redirect(request, entrance(request, fresh=True))
        return view(request, *args, **kwargs)

    below: Access = view.access  # type: ignore[attr-defined]
    return marked(guarded, Access(below.kind, below.permission, fresh=True))


def entrance(request: HttpRequest, *, fresh: bool = False) -> str:
    """Return the App address that signs the person in and hands them over to where they were going."""
    surface: Surface = request.surface  # type: ignore[attr-defined]
    tenant = getattr(request, "tenant", None)
    where = tenant.slug if tenant else surface.value
    path = request.get_full_path() if request.method in {"GET", "HEAD"} else _page_of(request)
    query = {"next": path} | ({"fresh": "1"} if fresh else {})
    return url_on(Surface.APP, f"/enter/{where}/?{urlencode(query)}")


def _page_of(request: HttpRequest) -> str:
    """Return the page a post was made from, as htmx or our own host's referrer says; it may be asked for again."""
    referrer = urlsplit(request.headers.get("Referer", ""))
    own = referrer.path if referrer.netloc == request.get_host() else ""
    return request.headers.get("HX-Current-Path") or own or "/"


def redirect(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect the page, also when htmx asked for a fragment."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def sender_address(request: HttpRequest) -> str:
    """Return the network address a request came from, as the proxies we trust saw it."""
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    return hops[-proxies] if 0 < proxies <= len(hops) else request.META.get("REMOTE_ADDR", "")


def search_text(request: HttpRequest) -> str:
    """Return what a list is searched for; PostgreSQL has no room for NUL."""
    return request.GET.get("q", "").replace("\0", "").strip()[:100]


def refusal(request: HttpRequest, error: DomainError, *, status: int = 409) -> HttpResponse:
    """Answer a refusal the domain foresaw with its sentence."""
    return render(request, "ui/refusal.html", {"message": error.message, "code": error.code}, status=status)
