"""Support access from our side: broken glass, which takes two, and the review of who reached what."""

from __future__ import annotations

import csv
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console import access_review as review
from shared_apps.console.jeweler_forms import GlassForm
from shared_apps.core.errors import DomainError
from shared_apps.core.http import reauthenticated, refusal, staff_required
from shared_apps.jewelers.models import Jeweler
from shared_apps.support import operations
from shared_apps.support.models import Grant

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@reauthenticated
@staff_required
def glass_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask to enter a workspace without its owner's word."""
    jeweler = get_object_or_404(Jeweler, pk=pk)
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.ask_to_break_glass(jeweler.pk, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Asked. Somebody else has to agree within the hour.")
            return redirect("console:jeweler_detail", jeweler.pk)
    context = {"form": form, "jeweler": jeweler}
    return render(request, "console/support/glass.html", context, status=422 if form.errors else 200)


@require_POST
@reauthenticated
@staff_required
def glass_agreement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Agree that the glass be broken; the owners are told at once."""
    grant = get_object_or_404(Grant, pk=pk, basis="break_glass")
    try:
        operations.break_glass(grant.pk, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "The workspace can be entered, and its owners are told.")
    return redirect("console:jeweler_detail", grant.jeweler_id)


@require_POST
@staff_required
def glass_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a request back, or end what it opened."""
    grant = get_object_or_404(Grant, pk=pk, basis="break_glass")
    try:
        operations.revoke(grant.pk, grant.jeweler_id, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "It has ended.")
    return redirect("console:jeweler_detail", grant.jeweler_id)


@require_safe
@staff_required
def access_review(request: HttpRequest) -> HttpResponse:
    """Show who of staff could and did reach what in a quarter."""
    quarter = review.quarter_named(request.GET.get("quarter", ""))
    page = Paginator(review.accesses_in(quarter), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "quarter": quarter,
        "quarters": review.recent_quarters(),
        "staff": review.staff_in(quarter),
        "page": page,
        "rows": review.lines_of(page.object_list),
    }
    return render(request, "console/support/review.html", context)


@require_safe
@staff_required
def access_review_csv(request: HttpRequest) -> HttpResponse:
    """Give the review of a quarter as a table."""
    quarter = review.quarter_named(request.GET.get("quarter", ""))
    headers = {"Content-Disposition": f'attachment; filename="access-review-{quarter.name}.csv"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response)
    writer.writerow(review.HEADINGS)
    writer.writerows(review.table_of(quarter))
    return response
