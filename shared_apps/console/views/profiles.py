"""What we know of a house in order to introduce people to it, and whom we must not introduce."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from shared_apps.console.views.inbox import staff_of
from shared_apps.core.errors import DomainError
from shared_apps.core.http import staff_required
from shared_apps.introductions import operations
from shared_apps.introductions.forms import ConflictForm, ProfileForm
from shared_apps.introductions.models import Conflict, Profile
from shared_apps.jewelers.models import Jeweler


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def jeweler_profile(request: HttpRequest, pk: UUID) -> HttpResponse:
    jeweler = get_object_or_404(Jeweler, pk=pk)
    if request.method != "POST":
        return _page(request, jeweler)
    form = ProfileForm(request.POST)
    if form.is_valid():
        try:
            operations.edit_profile(pk, by=staff_of(request), **form.cleaned_data)
        except DomainError as error:
            form.refuse(error)
        else:
            messages.success(request, "Saved.")
            return _to(pk)
    return _page(request, jeweler, form=form)


def _page(request: HttpRequest, jeweler: Jeweler, **bound: Any) -> HttpResponse:
    profile = Profile.objects.filter(jeweler=jeweler).first()
    context = {
        "jeweler": jeweler,
        "form": ProfileForm.of(profile, operations.this_month()),
        "conflict_form": ConflictForm(),
        "conflicts": list(jeweler.conflicts.order_by("address")),
    } | bound
    return render(request, "console/introductions/profile.html", context, status=422 if bound else 200)


def _to(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:jeweler_profile", args=[pk]))


@require_POST
@staff_required
def jeweler_conflicts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a person, or a mail domain, whom this house must not be introduced to."""
    jeweler = get_object_or_404(Jeweler, pk=pk)
    form = ConflictForm(request.POST)
    if form.is_valid():
        try:
            operations.note_conflict(pk, by=staff_of(request), **form.cleaned_data)
        except DomainError as error:
            form.add_error("address", error.message)
        else:
            messages.success(request, "Noted.")
            return _to(pk)
    return _page(request, jeweler, conflict_form=form)


@require_POST
@staff_required
def conflict_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a conflict off the list."""
    conflict = get_object_or_404(Conflict, pk=pk)
    operations.lift_conflict(conflict, by=staff_of(request))
    return _to(conflict.jeweler_id)
