"""What a signed-in client sees and does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shared_apps.core.errors import DomainError
from tenant_apps.library import operations as library
from tenant_apps.library.models import Design, DesignVersion
from tenant_apps.portal import queries
from tenant_apps.portal.door_views import page
from tenant_apps.portal.forms import CommentForm, DataRequestForm
from tenant_apps.portal.models import Access, PortalSession
from tenant_apps.portal.operations import doors, work
from tenant_apps.portal.sessions import client_required, drop_cookie


def session_of(request: HttpRequest) -> PortalSession:
    """Return the session the view's mark has let in."""
    session: PortalSession = request.portal_session  # type: ignore[attr-defined]
    return session


def access_of(request: HttpRequest) -> Access:
    return session_of(request).access


def design_or_404(request: HttpRequest, pk: UUID) -> Design:
    return get_object_or_404(queries.designs_shared_with(access_of(request)), pk=pk)


@require_GET
@client_required
def home(request: HttpRequest) -> HttpResponse:
    designs = queries.home_of(access_of(request))
    context = {
        "client": access_of(request).client,
        "yours": [d for d in designs if d.turn is queries.Turn.CLIENT],
        "others": [d for d in designs if d.turn is not queries.Turn.CLIENT],
        "designs": designs,
    }
    return page(request, "portal/home.html", context)


def design_page(
    request: HttpRequest,
    design: Design,
    *,
    form: CommentForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    """Show a design's versions and conversation, with what an approval would say."""
    versions = queries.versions_of(design)
    chosen = _chosen(versions, request.GET.get("version", ""))
    statement = work.statement_of(chosen)
    context = {
        "design": design,
        "versions": versions,
        "version": chosen,
        "is_latest": chosen.pk == versions[0].pk,
        "approval": next((a for a in chosen.approvals.all() if a.access_id == access_of(request).pk), None),
        "statement": statement,
        "statement_hash": work.statement_hash(statement),
        "comments": queries.conversation(design),
        "access": access_of(request),
        "form": form or CommentForm(),
        "refusal": refusal,
    }
    return page(request, "portal/design.html", context, status=status)


def _chosen(versions: list[DesignVersion], number: str) -> DesignVersion:
    found = [version for version in versions if str(version.number) == number]
    return found[0] if found else versions[0]


@require_GET
@client_required
def design_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return design_page(request, design_or_404(request, pk))


@require_GET
@client_required
def design_comparison(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    versions = queries.versions_of(design)
    if len(versions) == 1:
        return redirect("portal:design", design.pk)
    right = _chosen(versions, request.GET.get("right", ""))
    left = _chosen([v for v in versions if v.pk != right.pk], request.GET.get("left", ""))
    context = {"design": design, "versions": versions, "pair": [left, right], "left": left, "right": right}
    return page(request, "portal/comparison.html", context)


@require_POST
@client_required
def design_comments(request: HttpRequest, pk: UUID) -> HttpResponse:
    design = design_or_404(request, pk)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return design_page(request, design, form=form, status=422)
    number = request.POST.get("version", "")
    version = design.versions.filter(number=int(number)).first() if number.isdecimal() and len(number) < 9 else None
    try:
        work.write_comment(design, text=form.cleaned_data["text"], by=access_of(request), version=version)
    except DomainError as error:
        form.add_error(None, error.message)
        return design_page(request, design, form=form, status=422)
    return redirect("portal:design", design.pk)


@require_POST
@client_required
def version_approval(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    design = design_or_404(request, pk)
    version = get_object_or_404(design.versions.select_related("design"), number=number)
    try:
        work.approve_version(version, shown=request.POST.get("statement", ""), by=access_of(request))
    except DomainError as error:
        return design_page(request, design, refusal=error.message, status=409)
    return redirect("portal:design", design.pk)


@require_GET
@client_required
def picture(request: HttpRequest, file_pk: UUID, name: str) -> StreamingHttpResponse:
    rendition = queries.rendition_shown_to(access_of(request), file_pk, name)
    if rendition is None:
        raise Http404
    stream = library.open_rendition(rendition)
    headers = {"Content-Length": str(stream.size), "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(stream, content_type=f"image/{rendition.format}", headers=headers)


@require_GET
@client_required
def session_list(request: HttpRequest) -> HttpResponse:
    sessions = queries.live_sessions().filter(access=access_of(request))
    return page(request, "portal/sessions.html", {"sessions": sessions, "current": session_of(request)})


@require_POST
@client_required
def session_end(request: HttpRequest, pk: UUID) -> HttpResponse:
    session = get_object_or_404(queries.live_sessions().filter(access=access_of(request)), pk=pk)
    if session.pk == session_of(request).pk:
        doors.sign_out(session)
        response = redirect("portal:sign_in")
        drop_cookie(response)
        return response
    doors.end_session(session, by=access_of(request))
    return redirect("portal:sessions")


@require_http_methods(["GET", "HEAD", "POST"])
@client_required
def data(request: HttpRequest) -> HttpResponse:
    access = access_of(request)
    form = DataRequestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            work.ask_about_data(by=access, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("portal:data")
    asked = access.data_requests.order_by("-pk")[:20]
    context: dict[str, Any] = {"form": form, "asked": asked}
    return page(request, "portal/data.html", context, status=422 if form.errors else 200)
