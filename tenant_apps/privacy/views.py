"""Settings -> Your data: take everything with you, or have everything deleted."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from shared_apps.core.errors import DomainError
from shared_apps.core.http import reauthenticated, requires
from shared_apps.instructions import operations as instructions
from shared_apps.instructions.models import Instruction
from shared_apps.storage import objects
from shared_apps.tenancy.context import current_tenant
from shared_apps.tenancy.middleware import allowed_when_suspended
from tenant_apps.privacy import operations, permissions, queries
from tenant_apps.privacy.forms import DeletionForm
from tenant_apps.privacy.models import Export, ExportState, PassedOn
from tenant_apps.privacy.ranges import RangeNotSatisfiable, parse_range


@allowed_when_suspended
@require_safe
@requires(permissions.EXPORT_DATA)
def data(request: HttpRequest) -> HttpResponse:
    """Show the copies made so far, and what stands of a deletion."""
    return _page(request)


@allowed_when_suspended
@require_GET
@requires(permissions.EXPORT_DATA)
def export_list(request: HttpRequest) -> HttpResponse:
    """Answer the page's poll while a copy is being made."""
    return render(request, "privacy/data.html#exports", _exports())


@allowed_when_suspended
@require_POST
@reauthenticated
@requires(permissions.EXPORT_DATA)
def export_request(request: HttpRequest) -> HttpResponse:
    try:
        operations.request_export(by=request.actor)  # type: ignore[attr-defined]
    except operations.ExportInProgress as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "We are making your copy. You can leave this page.")
    return redirect("privacy:data")


@allowed_when_suspended
@require_safe
@reauthenticated
@requires(permissions.EXPORT_DATA)
def export_download(request: HttpRequest, pk: UUID) -> HttpResponse | StreamingHttpResponse:
    """Stream an archive, whole or from where a broken download stopped."""
    export = get_object_or_404(Export, pk=pk, state=ExportState.READY)
    etag = f'"{export.sha256}"'
    headers = {
        "Accept-Ranges": "bytes",
        "ETag": etag,
        "Content-Disposition": f'attachment; filename="{current_tenant().slug}-{export.created_at:%Y-%m-%d}.zip"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    wanted = request.headers.get("Range", "") if request.headers.get("If-Range", etag) == etag else ""
    try:
        part = parse_range(wanted, export.bytes)
    except RangeNotSatisfiable:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{export.bytes}"})
    start, end = (part.start, part.end) if part else (0, export.bytes - 1)
    headers["Content-Length"] = str(end - start + 1)
    if part:
        headers["Content-Range"] = part.header
    if request.method == "HEAD":
        return HttpResponse(headers=headers, content_type="application/zip")
    body = objects.open_stream(current_tenant(), operations.object_key(current_tenant(), export), start=start, end=end)
    return StreamingHttpResponse(body, status=206 if part else 200, headers=headers, content_type="application/zip")


@allowed_when_suspended
@require_http_methods(["GET", "POST"])
@reauthenticated
@requires(permissions.DELETE_DATA)
def deletion(request: HttpRequest) -> HttpResponse:
    """Take the instruction to delete everything."""
    form = DeletionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            instructions.instruct_deletion(
                current_tenant(),
                typed_slug=form.cleaned_data["slug"],
                declined=form.cleaned_data["declined"],
                by=request.user,  # type: ignore[arg-type]
            )
        except instructions.ChangedSinceExport as error:
            form.add_error("declined", error.message)
        except DomainError as error:
            form.add_error("slug", error.message)
        else:
            return redirect("privacy:data")
    context = {"form": form, "standing": queries.export_standing(), "declines": instructions.DECLINES}
    context["cooling_off_days"] = settings.COOLING_OFF_DAYS
    return render(request, "privacy/deletion.html", context, status=422 if form.errors else 200)


@allowed_when_suspended
@require_POST
@reauthenticated
@requires(permissions.DELETE_DATA)
def deletion_cancellation(request: HttpRequest, pk: UUID) -> HttpResponse:
    instruction = get_object_or_404(Instruction, pk=pk, jeweler_id=current_tenant().id)
    try:
        instructions.cancel_deletion(instruction, by=request.user)  # type: ignore[arg-type]
    except instructions.InstructionNotOpen as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, "The deletion is cancelled. Your workspace is open again.")
    return redirect("privacy:data")


def _page(request: HttpRequest) -> HttpResponse:
    found = Instruction.objects.filter(jeweler_id=current_tenant().id).order_by("-created_at").first()
    context = _exports() | {"instruction": found, "standing": queries.export_standing()}
    context["passed_on_waiting"] = PassedOn.objects.filter(done_at=None).count()
    return render(request, "privacy/data.html", context)


def _exports() -> dict[str, object]:
    exports = list(queries.recent_exports())
    return {"exports": exports, "is_making": any(export.is_open for export in exports)}
