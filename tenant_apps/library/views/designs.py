"""Pages of designs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, requires, search_text
from tenant_apps.library import operations, permissions, queries
from tenant_apps.library.enums import DesignStatus, FileKind
from tenant_apps.library.forms import DesignForm, NewDesignForm
from tenant_apps.library.models import Design
from tenant_apps.library.views.common import design_or_404, get_or_post, member_of, uuid_or_none


@require_GET
@requires(permissions.VIEW_DESIGNS)
def design_list(request: HttpRequest) -> HttpResponse:
    text, status = search_text(request), request.GET.get("status", "")
    designs = queries.in_state(queries.designs_visible_to(member_of(request)), status)
    before = uuid_or_none(request.GET.get("before", ""))
    context = {
        "page": queries.page_of_designs(queries.matching(designs, text), before=before),
        "text": text,
        "status": status,
        "statuses": DesignStatus.choices,
        "filtered": bool(text or status),
        "before": before,
    }
    return render(request, "library/design_list.html", context)


@require_GET
@requires(permissions.VIEW_DESIGNS)
def design_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    context = files_context(request, design) | {"versions": queries.versions_of(design)}
    return render(request, "library/design_detail.html", context)


@require_GET
@requires(permissions.VIEW_DESIGNS)
def design_files(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer with pictures and documents alone, for a page whose uploads have finished."""
    return render(request, "library/_design_files.html", files_context(request, design_or_404(request, pk)))


def files_context(request: HttpRequest, design: Design) -> dict[str, Any]:
    files, cover = queries.files_of(design, member_of(request)), queries.cover_of(design)
    pictures = [file for file in files if file.kind == FileKind.IMAGE]
    return {
        "design": design,
        "is_open": design.status != DesignStatus.ARCHIVED,
        "pictures": sorted(pictures, key=lambda picture: picture.pk != cover),
        "documents": [file for file in files if file.kind == FileKind.DOCUMENT],
        "has_pictures": any(file.is_picture for file in files),
    }


@get_or_post
@requires(permissions.EDIT_DESIGNS)
def design_new(request: HttpRequest) -> HttpResponse:
    initial = {"client": uuid_or_none(request.GET.get("client", ""))}
    form = NewDesignForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        try:
            design = operations.create_design(fields.pop("client"), by=member_of(request), **fields)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("library:design_detail", design.pk)
    return render(request, "library/design_form.html", {"form": form}, status=422 if form.errors else 200)


@get_or_post
@requires(permissions.EDIT_DESIGNS)
def design_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    form = DesignForm(request.POST) if request.method == "POST" else DesignForm.of(design)
    if request.method == "POST" and form.is_valid():
        fields = dict(form.cleaned_data)
        revision = fields.pop("revision") or 0
        try:
            operations.edit_design(design, revision=revision, by=member_of(request), **fields)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("library:design_detail", design.pk)
    context = {"form": form, "design": design}
    return render(request, "library/design_form.html", context, status=422 if form.errors else 200)


def act(request: HttpRequest, design: Design, write: Callable[..., Any], done: str) -> HttpResponse:
    """Do one thing to a design and return to its page with a word, or answer the refusal."""
    try:
        write(design, by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return redirect("library:design_detail", design.pk)


@require_POST
@requires(permissions.EDIT_DESIGNS)
def design_archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    return act(request, design_or_404(request, pk), operations.archive_design, "Moved to the archive.")


@require_POST
@requires(permissions.EDIT_DESIGNS)
def design_restoration(request: HttpRequest, pk: UUID) -> HttpResponse:
    return act(request, design_or_404(request, pk), operations.restore_design, "Taken out of the archive.")
