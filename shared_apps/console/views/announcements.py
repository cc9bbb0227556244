"""What we announce to jewelers about the service."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console.jeweler_forms import AnnouncementForm
from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.jewelers import announcing
from shared_apps.jewelers.models import Announcement

PER_PAGE = 25


@require_safe
@staff_required
def announcement_list(request: HttpRequest) -> HttpResponse:
    counted = {"addressed": Count("addresses", distinct=True), "closed": Count("closings", distinct=True)}
    rows = Announcement.objects.annotate(**counted).order_by("-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/announcements/list.html", {"page": page, "now": now()})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def announcement_new(request: HttpRequest) -> HttpResponse:
    form = AnnouncementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        told["jewelers"] = [UUID(one) for one in told["jewelers"]] or None
        try:
            announcing.announce(**told, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "It is announced.")
            return redirect("console:announcement_list")
    return render(request, "console/announcements/form.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@staff_required
def announcement_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an announcement back."""
    announcement = get_object_or_404(Announcement, pk=pk)
    try:
        announcing.withdraw(announcement, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "It is shown no more.")
    return redirect("console:announcement_list")
