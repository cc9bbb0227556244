"""What the library's views share."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from tenant_apps.library import queries
from tenant_apps.library.models import Design, File
from tenant_apps.team.models import Member

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def member_of(request: HttpRequest) -> Member:
    """Return the member the view's mark has let in."""
    member: Member = request.member  # type: ignore[attr-defined]
    return member


def design_or_404(request: HttpRequest, pk: UUID) -> Design:
    return get_object_or_404(queries.designs_visible_to(member_of(request)), pk=pk)


def file_or_404(request: HttpRequest, pk: UUID) -> File:
    return get_object_or_404(queries.files_visible_to(member_of(request)), pk=pk)


def uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
