"""What a view may find out about the way it was asked for."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from shared_apps.core.clock import now

if TYPE_CHECKING:
    from shared_apps.accounts.models import Account
    from shared_apps.accounts.sessions import HostSessionStore


def account_of(request: HttpRequest) -> Account:
    """Return the signed-in account; only for views marked so."""
    return cast("Account", request.user)


def session_of(request: HttpRequest) -> HostSessionStore:
    return cast("HostSessionStore", request.session)


def is_fresh(request: HttpRequest) -> bool:
    """Tell whether the person proved who they are within the last minutes."""
    at = session_of(request).authenticated_at
    return at is not None and now() - at <= timedelta(seconds=settings.REAUTHENTICATION_SECONDS)


def is_navigation(request: HttpRequest) -> bool:
    """Tell a person's own navigation from a prefetch or a script; browsers without these headers pass."""
    if "prefetch" in request.headers.get("Sec-Purpose", "") or "prefetch" in request.headers.get("Purpose", ""):
        return False
    return request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"


def forget_here(response: HttpResponse) -> HttpResponse:
    """Have the browser drop cookies and storage of our hosts."""
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response
