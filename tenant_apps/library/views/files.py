"""Uploads, pictures and documents."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO, cast
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, requires
from shared_apps.storage import serving
from tenant_apps.library import operations, permissions, queries
from tenant_apps.library.enums import FileKind
from tenant_apps.library.forms import UploadForm
from tenant_apps.library.models import Design
from tenant_apps.library.views.common import design_or_404, file_or_404, get_or_post, member_of

MAX_FILES = 20


def said(error: DomainError, *, status: int) -> JsonResponse:
    return JsonResponse({"code": error.code, "message": error.message}, status=status)


def asked_kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in FileKind.values else FileKind.IMAGE.value


@require_POST
@requires(permissions.ADD_FILES)
def upload_list(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Sign one upload: ``{name, size, type}`` -> ``{id, upload: {url, fields}, complete_url}``."""
    design = design_or_404(request, pk)
    form = UploadForm.of(request.body, asked_kind(request))
    if not form.is_valid():
        return JsonResponse({"code": "malformed", "message": "This file was not accepted."}, status=422)
    told = form.cleaned_data
    try:
        upload = operations.request_upload(
            design,
            name=told["name"],
            size=told["size"],
            content_type=told["type"],
            kind=told["kind"],
            by=member_of(request),
        )
    except DomainError as error:
        return said(error, status=422)
    answer = {
        "id": str(upload.file.pk),
        "upload": {"url": upload.post.url, "fields": upload.post.fields},
        "complete_url": reverse("library:file_completion", args=[upload.file.pk]),
        "expires_at": upload.post.expires_at.isoformat(),
    }
    return JsonResponse(answer, status=201)


@require_POST
@requires(permissions.ADD_FILES)
def file_completion(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take note that an upload has arrived; the page fetches its galleries once all have."""
    file = get_object_or_404(queries.uploads_visible_to(member_of(request)), pk=pk)
    try:
        operations.complete_upload(file, by=member_of(request))
    except DomainError as error:
        return said(error, status=409)
    return HttpResponse(status=204)


@require_POST
@requires(permissions.ADD_FILES)
def upload_direct(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take files from a browser without script, through this process."""
    design = design_or_404(request, pk)
    files = request.FILES.getlist("file")[:MAX_FILES]
    taken = sum(take(request, design, file) for file in files)
    if taken:
        messages.success(request, f"{taken} received. They will be ready in a moment.")
    elif not files:
        messages.warning(request, "Please choose a file first.")
    return redirect("library:design_detail", design.pk)


def take(request: HttpRequest, design: Design, file: UploadedFile[bytes]) -> bool:
    try:
        operations.upload_directly(
            design,
            cast("BinaryIO", file.file),
            name=file.name or "",
            size=file.size or 0,
            content_type=file.content_type or "",
            kind=asked_kind(request),
            by=member_of(request),
        )
    except DomainError as error:
        messages.error(request, error.message)
        return False
    return True


@require_safe
@requires(permissions.VIEW_DESIGNS)
def file_tile(request: HttpRequest, pk: UUID) -> HttpResponse:
    return render(request, "library/_tile.html", {"file": file_or_404(request, pk)})


@require_safe
@requires(permissions.VIEW_DESIGNS)
def file_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = file_or_404(request, pk)
    previous, following = queries.neighbors(file)
    context = {"file": file, "design": file.design, "previous": previous, "following": following}
    return render(request, "library/file_detail.html", context)


@get_or_post
@requires(permissions.REMOVE_FILES)
def file_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    file = file_or_404(request, pk)
    if request.method != "POST":
        return render(request, "library/file_removal.html", {"file": file, "design": file.design})
    try:
        operations.remove_file(file, by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Removed.")
    return redirect("library:design_detail", file.design_id)


@require_safe
@requires(permissions.VIEW_DESIGNS)
def file_rendition(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """Answer with a picture; the permission is asked anew each time, the store only when the browser has no copy."""
    rendition = queries.rendition_for(pk, name)
    if rendition is None:
        raise Http404
    return serving.picture(
        request,
        sha256=rendition.sha256,
        content_type="image/webp",
        open_stream=partial(operations.open_rendition, rendition),
    )


@require_safe
@requires(permissions.VIEW_DESIGNS)
def file_download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    try:
        served = operations.open_download(file_or_404(request, pk))
    except DomainError as error:
        return refusal(request, error)
    return serving.attachment(request, stream=served.stream, name=served.name, content_type=served.content_type)
