"""What the pages need to know of a request, without any look-up."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import set_urlconf

from shared_apps.tenancy.hosts import Surface
from shared_apps.tenancy.tenants import Tenant

URLCONF = "config.urls.workspace"

HOUSE = Tenant(UUID(int=1), "bench-0", "public", "House 0", "active")


class Workspaces:
    """Follows django-tenants' own middleware, which has set the tenant."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.surface = Surface.WORKSPACE
        request.urlconf = URLCONF
        set_urlconf(URLCONF)
        return self.get_response(request)


class OneHouse(Workspaces):
    """Knows one jeweler only, by heart."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.tenant = HOUSE
        return super().__call__(request)
