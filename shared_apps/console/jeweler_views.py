"""Jewelers as staff see them: who they are and how they stand, never what they keep."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.accounts import operations as accounts
from shared_apps.console import queries
from shared_apps.console.forms import JewelerForm, ReasonForm
from shared_apps.console.views import PAGE, show
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.http import staff_required
from shared_apps.core.roles import Role
from shared_apps.jewelers import operations
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.queries import history_of


@require_safe
@staff_required
def jeweler_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.jewelers_with_counts(), PAGE).get_page(request.GET.get("page"))
    return show(request, "jeweler_list", {"page": page})


@require_safe
@staff_required
def jeweler_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    jeweler = get_object_or_404(queries.jewelers_with_counts(), pk=pk)
    return show(request, "jeweler_detail", {"jeweler": jeweler, "history": history_of(pk), "form": ReasonForm()})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def jeweler_new(request: HttpRequest) -> HttpResponse:
    """Enter a jeweler, open the workspace, invite its owner."""
    form = JewelerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with controller_atomic():
                jeweler = operations.invite_jeweler(slug=told["slug"], name=told["name"], by=request.user)  # type: ignore[arg-type]
                operations.open_workspace(jeweler, by=request.user)  # type: ignore[arg-type]
                accounts.invite_member(jeweler.pk, email=told["owner_email"], role=Role.OWNER, by=request.user)  # type: ignore[arg-type]
        except DomainError as error:
            form.add_error("slug", error.message)
        else:
            messages.success(request, "The workspace is being opened; its owner is invited by mail.")
            return redirect("console:jeweler_detail", pk=jeweler.pk)
    return show(request, "jeweler_form", {"form": form}, status=422 if form.errors else 200)


@require_POST
@staff_required
def jeweler_suspension(request: HttpRequest, pk: UUID) -> HttpResponse:
    return move(request, pk, operations.suspend)


@require_POST
@staff_required
def jeweler_resumption(request: HttpRequest, pk: UUID) -> HttpResponse:
    return move(request, pk, operations.resume)


@require_POST
@staff_required
def jeweler_archiving(request: HttpRequest, pk: UUID) -> HttpResponse:
    return move(request, pk, operations.archive)


def move(request: HttpRequest, pk: UUID, operation: Callable[..., Jeweler]) -> HttpResponse:
    jeweler = get_object_or_404(Jeweler, pk=pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Please say why; the reason is kept.")
        return redirect("console:jeweler_detail", pk=pk)
    try:
        moved = operation(jeweler, reason=form.cleaned_data["reason"], by=request.user)
    except DomainError as error:
        messages.warning(request, error.message)
    else:
        messages.success(request, f"{moved.name} is now {JewelerState(moved.state).label.lower()}.")
    return redirect("console:jeweler_detail", pk=pk)
