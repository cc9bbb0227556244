"""The list of providers for those who were given its address; a list never changes, so it may be kept for long."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from shared_apps.core.http import public
from shared_apps.providers.listing import canonical, pdf_of
from shared_apps.providers.models import Annex


@require_safe
@public
def list_json(request: HttpRequest, sha256: str) -> HttpResponse:
    annex = get_object_or_404(Annex, sha256=sha256)
    return document(canonical(annex.document), "application/json", f"providers-{sha256[:12]}.json")


@require_safe
@public
def list_pdf(request: HttpRequest, sha256: str) -> HttpResponse:
    annex = get_object_or_404(Annex, sha256=sha256)
    return document(pdf_of(annex.document), "application/pdf", f"providers-{sha256[:12]}.pdf")


def document(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Answer with a file to be saved."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)
