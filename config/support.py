"""DIA'LOG staff in a workspace: let in by a live grant alone, and written down before anything is shown (P58)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from shared_apps.accounts.sessions import GUEST_LEAVE
from shared_apps.core.http import refusal
from shared_apps.support.operations import note_visit
from shared_apps.support.queries import visitor_under
from shared_apps.support.visitors import LookOnly, Visitor
from shared_apps.tenancy.hosts import Surface
from shared_apps.tenancy.middleware import nothing_here
from tenant_apps.audit.operations import note_visitor

GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
DOOR = "/session/"


class SupportAccess:
    """Sets ``request.member`` for staff under a live grant; without one the workspace does not exist for them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self.is_guest(request):
            visitor = self.visitor(request)
            if visitor is None:
                request.session.flush()
                request.user = AnonymousUser()
                if not request.path.startswith(DOOR):
                    return nothing_here()
            request.visitor = request.member = request.actor = visitor  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], _a: Any, kwargs: Any) -> HttpResponse | None:
        """Write down what is asked for, in the jeweler's own trail, before the page is made."""
        visitor: Visitor | None = getattr(request, "visitor", None)
        if visitor is None or request.path.startswith(DOOR):
            return None
        access = getattr(view, "access", None)
        if access is None or access.kind != "member":
            return nothing_here()
        is_refused = request.method not in SAFE_METHODS and not visitor.grant.may_write
        what = "refused" if is_refused else "read" if request.method in SAFE_METHODS else "changed"
        match = request.resolver_match
        objects = ",".join(str(value) for value in kwargs.values() if isinstance(value, UUID))
        note_visitor(
            visitor.grant,
            f"support.page.{what}",
            by=visitor,
            route=match.view_name if match else "",
            objects=objects,
            method=request.method or "",
        )
        note_visit(visitor.grant, visitor.account)
        return refusal(request, LookOnly(), status=403) if is_refused else None

    @staticmethod
    def is_guest(request: HttpRequest) -> bool:
        """Whether the session is one of staff, or was opened as one, and its person has no place here."""
        if request.surface is not Surface.WORKSPACE or not request.user.is_authenticated:  # type: ignore[attr-defined]
            return False
        return request.member is None and (request.user.is_staff or GUEST_LEAVE in request.session)  # type: ignore[attr-defined]

    @staticmethod
    def visitor(request: HttpRequest) -> Visitor | None:
        leave = request.session.get(GUEST_LEAVE)
        tenant = request.tenant  # type: ignore[attr-defined]
        return visitor_under(request.user, tenant.id, UUID(leave) if leave else None)  # type: ignore[arg-type]
