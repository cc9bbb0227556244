"""The staff's inbox: what visitors wrote, and whom they are introduced to."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shared_apps.console import queries
from shared_apps.console.forms import CloseForm, IntroductionForm
from shared_apps.console.navigation import console_nav
from shared_apps.core.errors import DomainError
from shared_apps.core.http import staff_required
from shared_apps.inquiries import operations
from shared_apps.inquiries.enums import CloseReason, InquiryState
from shared_apps.inquiries.models import Brief, Inquiry, Received
from shared_apps.inquiries.queries import introductions_of
from shared_apps.providers.queries import providers

PAGE = 25


def show(request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return render(request, f"console/{name}.html", {"nav": console_nav(request.path), **context}, status=status)


@require_safe
@staff_required
def inbox(request: HttpRequest) -> HttpResponse:
    text, state = request.GET.get("q", "")[:100], request.GET.get("state", "open")
    page = Paginator(queries.inbox(text=text, state=state), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [queries.InboxRow(*line) for line in page],
        "text": text,
        "state": state,
        "states": [("open", "Open"), *InquiryState.choices, ("", "All")],
        "waiting": queries.waiting(),
    }
    return show(request, "inbox", context)


@require_safe
@staff_required
def inquiry_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    context = {"inquiry": get_object_or_404(Inquiry, pk=pk), "close_form": CloseForm()}
    return show(request, "inquiry_detail", context)


@require_safe
@staff_required
def brief_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return brief_page(request, get_object_or_404(Brief, pk=pk))


def brief_page(request: HttpRequest, brief: Brief, form: IntroductionForm | None = None) -> HttpResponse:
    introductions = list(introductions_of(brief))
    already = {str(introduction.jeweler_id) for introduction in introductions}
    context = {
        "brief": brief,
        "introductions": introductions,
        "form": form or IntroductionForm(already=already),
        "close_form": CloseForm(),
    }
    return show(request, "brief_detail", context, status=422 if form else 200)


@require_POST
@staff_required
def introduction(request: HttpRequest, pk: UUID) -> HttpResponse:
    brief = get_object_or_404(Brief, pk=pk)
    already = {str(pk) for pk in brief.introductions.values_list("jeweler_id", flat=True)}
    form = IntroductionForm(request.POST, already=already)
    if not form.is_valid():
        return brief_page(request, brief, form)
    try:
        chosen = [UUID(value) for value in form.cleaned_data["jewelers"]]
        made = operations.introduce_brief(brief, chosen, by=request.user)  # type: ignore[arg-type]
    except DomainError as error:
        form.add_error(None, error.message)
        return brief_page(request, brief, form)
    messages.success(request, f"Introduced to {len(made)} jeweler{'s' * (len(made) != 1)}. The person is told by mail.")
    return redirect("console:brief_detail", pk=brief.pk)


@require_POST
@staff_required
def inquiry_acknowledgement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return acknowledge(request, get_object_or_404(Inquiry, pk=pk))


@require_POST
@staff_required
def brief_acknowledgement(request: HttpRequest, pk: UUID) -> HttpResponse:
    return acknowledge(request, get_object_or_404(Brief, pk=pk))


@require_POST
@staff_required
def inquiry_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    return close(request, get_object_or_404(Inquiry, pk=pk))


@require_POST
@staff_required
def brief_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    return close(request, get_object_or_404(Brief, pk=pk))


def acknowledge(request: HttpRequest, received: Received) -> HttpResponse:
    try:
        operations.acknowledge(received, by=request.user)  # type: ignore[arg-type]
    except DomainError as error:
        messages.warning(request, error.message)
    return back_to(received)


def close(request: HttpRequest, received: Received) -> HttpResponse:
    form = CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose why it is closed.")
        return back_to(received)
    try:
        operations.close(received, reason=CloseReason(form.cleaned_data["reason"]), by=request.user)  # type: ignore[arg-type]
    except DomainError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, f"{received.reference} is closed.")
    return back_to(received)


def back_to(received: Received) -> HttpResponse:
    return redirect(f"console:{operations.kind_of(received)}_detail", pk=received.pk)


@require_safe
@staff_required
def provider_list(request: HttpRequest) -> HttpResponse:
    return show(request, "provider_list", {"providers": providers()})
