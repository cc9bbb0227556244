"""Reads the host: which surface, which jeweler. Whatever has no workspace gets one and the same answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase
from django.urls import set_urlconf

from shared_apps.tenancy.context import jeweler_context, no_jeweler
from shared_apps.tenancy.errors import UnknownJeweler
from shared_apps.tenancy.hosts import Place, Surface, place_of
from shared_apps.tenancy.registry import tenant_by_slug
from shared_apps.tenancy.tenants import OPEN_STATES, SUSPENDED, Tenant

GetResponse = Callable[[HttpRequest], HttpResponse]

NOTHING_HERE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nothing here</title><h1>There is nothing at this address.</h1>
<p>Please check the spelling of the address you were given.</p></html>
"""


def nothing_here() -> HttpResponse:
    """Answer for every host that is not ours to show, byte for byte the same."""
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'"}
    return HttpResponseNotFound(NOTHING_HERE, headers=headers)


class HostMiddleware:
    """Sets `surface`, `tenant` and `urlconf`, and works as the workspace's jeweler until the answer is made."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        place = _place(request)
        if place is None:
            return nothing_here()
        tenant = _tenant(place) if place.surface is Surface.WORKSPACE else None
        if place.surface is Surface.WORKSPACE and tenant is None:
            return nothing_here()
        request.surface, request.tenant = place.surface, tenant  # type: ignore[attr-defined]
        request.urlconf = place.urlconf
        set_urlconf(place.urlconf)
        try:
            with jeweler_context(tenant) if tenant else no_jeweler():
                return self.get_response(request)
        finally:
            set_urlconf(None)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Let nothing of a suspended workspace be reached but the views marked `allowed_when_suspended`."""
        tenant: Tenant | None = request.tenant  # type: ignore[attr-defined]
        if tenant is None or tenant.state != SUSPENDED or getattr(view, "allowed_when_suspended", False):
            return None
        return nothing_here()


def allowed_when_suspended[View: Callable[..., HttpResponseBase]](view: View) -> View:
    """Mark a view that a suspended workspace keeps: sign-in, export, sign-out."""
    view.allowed_when_suspended = True  # type: ignore[attr-defined]
    return view


def _place(request: HttpRequest) -> Place | None:
    try:
        return place_of(request.get_host())
    except DisallowedHost:
        return None


def _tenant(place: Place) -> Tenant | None:
    try:
        tenant = tenant_by_slug(place.slug)
    except UnknownJeweler:
        return None
    return tenant if tenant.state in OPEN_STATES else None
