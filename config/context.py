"""What every template may know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from config.standing import standing_of
from shared_apps.console.navigation import console_nav, staff_nav
from shared_apps.core.permissions import Can
from shared_apps.tenancy.hosts import Surface
from tenant_apps.dashboard.navigation import account_nav, workspace_nav


def surface(request: HttpRequest) -> dict[str, Any]:
    """Return the surface, the workspace, the member, what the member may do, and the company's identity."""
    user = getattr(request, "user", None)
    if user is not None and user.is_staff and request.surface is Surface.CONSOLE:  # type: ignore[attr-defined]
        return _common(request) | {"user": user, "nav": console_nav(request), "account_nav": staff_nav()}
    return _common(request)


def _common(request: HttpRequest) -> dict[str, Any]:
    member = getattr(request, "member", None)
    return {
        "surface": getattr(request, "surface", None),
        "tenant": getattr(request, "tenant", None),
        "member": member,
        "can": Can(member.role if member else None),
        "demo": settings.DEMO,
        "Surface": Surface,
        "nav": workspace_nav(request, member) if member else (),
        "account_nav": account_nav() if member else (),
        "standing": SimpleLazyObject(lambda: standing_of(request)) if member else None,
    }
