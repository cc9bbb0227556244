"""What visitors of the Site sent, and what becomes of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shared_apps.console import queries
from shared_apps.console.forms import ClosureForm, IntroductionForm
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, search_text, staff_required
from shared_apps.inquiries import operations
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import Brief, Inquiry, Received
from shared_apps.introductions.operations import introduce_brief
from shared_apps.introductions.queries import introductions_of

PER_PAGE = 25
KINDS = {"": "Everything", "brief": "Briefs", "inquiry": "Inquiries"}


@require_safe
@staff_required
def inbox_list(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else ""
    state = request.GET.get("state", queries.OPEN)
    state = state if state in {"", queries.OPEN, *InquiryState.values} else queries.OPEN
    text = search_text(request)
    found = queries.inbox(kind=kind, state=state, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.inbox_rows(page.object_list),
        "figures": queries.inbox_figures(),
        "tabs": [_tab(request, name, label, kind) for name, label in KINDS.items()],
        "kind": kind,
        "state": state,
        "states": [(queries.OPEN, "Open"), *InquiryState.choices, ("", "Any state")],
        "text": text,
        "is_filtered": bool(text or kind or state != queries.OPEN),
    }
    return render(request, "console/inbox.html", context)


def _tab(request: HttpRequest, name: str, label: str, current: str) -> dict[str, Any]:
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["kind"] = name
    return {"label": label, "url": f"?{asked.urlencode()}", "current": name == current}


@require_safe
@staff_required
def inquiry_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    inquiry = get_object_or_404(Inquiry, pk=pk)
    return render(request, "console/inquiry_detail.html", _context(inquiry))


@require_safe
@staff_required
def brief_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _brief_page(request, get_object_or_404(Brief, pk=pk))


def _brief_page(request: HttpRequest, brief: Brief, form: IntroductionForm | None = None) -> HttpResponse:
    introductions = list(introductions_of(brief))
    form = form or IntroductionForm(already={made.jeweler_id for made in introductions})
    people = queries.names_of([brief.acknowledged_by_id, *(made.introduced_by_id for made in introductions)])
    named = [(made, people.get(made.introduced_by_id, "")) for made in introductions]
    context = _context(brief) | {"introductions": named, "form": form}
    return render(request, "console/brief_detail.html", context, status=422 if form.errors else 200)


def _context(received: Received) -> dict[str, Any]:
    people = queries.names_of([received.acknowledged_by_id])
    return {
        "received": received,
        "acknowledged_by": people.get(received.acknowledged_by_id) if received.acknowledged_by_id else "",
        "closure": ClosureForm(),
    }


@require_POST
@staff_required
def inquiry_acknowledgement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _acknowledge(request, get_object_or_404(Inquiry, pk=pk))


@require_POST
@staff_required
def brief_acknowledgement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _acknowledge(request, get_object_or_404(Brief, pk=pk))


def _acknowledge(request: HttpRequest, received: Received) -> HttpResponse:
    try:
        operations.acknowledge(received, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{received.reference} is in your hands.")
    return _to(received)


@require_POST
@staff_required
def inquiry_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _close(request, get_object_or_404(Inquiry, pk=pk))


@require_POST
@staff_required
def brief_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _close(request, get_object_or_404(Brief, pk=pk))


def _close(request: HttpRequest, received: Received) -> HttpResponse:
    form = ClosureForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose why it is closed.")
        return _to(received)
    try:
        operations.close(received, reason=CloseReason(form.cleaned_data["reason"]), by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{received.reference} is closed.")
    return _to(received)


@require_POST
@staff_required
def brief_introductions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Introduce a brief to the jewelers chosen on its page."""
    brief = get_object_or_404(Brief, pk=pk)
    already = {made.jeweler_id for made in introductions_of(brief)}
    form = IntroductionForm(request.POST, already=already)
    if not form.is_valid():
        return _brief_page(request, brief, form)
    chosen = [UUID(jeweler) for jeweler in form.cleaned_data["jewelers"]]
    try:
        made = introduce_brief(brief, chosen, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    houses = "one jeweler" if len(made) == 1 else f"{len(made)} jewelers"
    messages.success(request, f"{brief.reference} is introduced to {houses}. The person is told by mail.")
    return _to(brief)


def _to(received: Received) -> HttpResponse:
    return HttpResponseRedirect(reverse(f"console:{operations.kind_of(received)}_detail", args=[received.pk]))
