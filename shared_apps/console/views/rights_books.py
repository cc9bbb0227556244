"""The books of the privacy desk: refusals, holds, and our own papers that the law makes us keep."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console import rights_forms
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.rights import desk, holds, records, refusals
from shared_apps.rights.request_models import Hold

PER_PAGE = 25
BOTH = ["GET", "HEAD", "POST"]


@require_safe
@staff_required
def refusal_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(refusals.log_book(), PER_PAGE).get_page(request.GET.get("page"))
    people = desk.names_of(entry.entered_by_id for entry in page.object_list)
    rows = [(entry, people.get(entry.entered_by_id, "")) for entry in page.object_list]
    return render(request, "console/rights/refusal_list.html", {"page": page, "rows": rows})


@require_http_methods(BOTH)
@staff_required
def hold_list(request: HttpRequest) -> HttpResponse:
    """Show what must stay and until when; place a hold."""
    form = rights_forms.HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        try:
            row = holds.row_named(told.pop("model").strip().lower(), told.pop("row_key").strip())
            holds.place_hold(row, **told, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "The row stays.")
            return HttpResponseRedirect(reverse("console:hold_list"))
    ended = request.GET.get("state") == "ended"
    page = Paginator(desk.holds(ended=ended), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": "In force", "url": "?", "current": not ended},
        {"label": "Ended", "url": "?state=ended", "current": ended},
    ]
    context = {"page": page, "form": form, "tabs": tabs, "ended": ended}
    return render(request, "console/rights/hold_list.html", context, status=422 if form.errors else 200)


@require_POST
@staff_required
def hold_release(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = rights_forms.ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why the hold ends.")
        return HttpResponseRedirect(reverse("console:hold_list"))
    try:
        holds.release_hold(get_object_or_404(Hold, pk=pk), reason=form.cleaned_data["reason"], by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "The hold has ended; what waited for it goes now.")
    return HttpResponseRedirect(reverse("console:hold_list"))


@require_safe
@staff_required
def record_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(records.business_records(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/rights/record_list.html", {"page": page})


@require_http_methods(BOTH)
@staff_required
def record_new(request: HttpRequest) -> HttpResponse:
    """Enter an invoice of ours."""
    form = rights_forms.RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            entered = records.enter_record(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error("number", error.message)
        else:
            messages.success(request, f"{entered.number} is entered and kept until {entered.kept_until:%-d %B %Y}.")
            return HttpResponseRedirect(reverse("console:record_list"))
    return render(request, "console/rights/record_form.html", {"form": form}, status=422 if form.errors else 200)
