"""The register of jewelers: who they are, how far their workspace is, and what was decided about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.accounts.operations import invite_member
from shared_apps.accounts.queries import invitations_of_jeweler
from shared_apps.console import queries
from shared_apps.console.forms import JewelerForm, LifeCycleForm, OwnerForm
from shared_apps.console.jeweler_forms import BusinessForm
from shared_apps.console.sparklines import Sparkline, sparkline
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, search_text, staff_required
from shared_apps.core.roles import Role
from shared_apps.jewelers import operations
from shared_apps.jewelers.businesses import change_details, welcome
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Details, Health, Jeweler, UsageReading
from shared_apps.jewelers.queries import history_of
from shared_apps.support.areas import labels
from shared_apps.support.queries import asked_grants, live_grants
from shared_apps.tenancy.hosts import Surface, url_on
from shared_apps.tenancy.slugs import SlugLooksLikeAnother, SlugReserved, SlugTaken, SlugUnusable

PER_PAGE = 25
SLUG_REFUSALS = (SlugUnusable, SlugReserved, SlugTaken, SlugLooksLikeAnother)

DAYS = 60
MEASURES = {
    "members": "Members",
    "clients": "Clients",
    "designs": "Designs",
    "files": "Files",
    "bytes": "Stored",
    "mails": "Mails",
    "jobs": "Jobs waiting",
}

# What can be done in a state: the act, its verb, whether it takes something away.
ACTS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    JewelerState.ACTIVE: (("suspend", "Suspend", True), ("archive", "Archive", True)),
    JewelerState.SUSPENDED: (("resume", "Resume", False), ("archive", "Archive", True)),
    JewelerState.ARCHIVED: (("reopen", "Take out of the archive", False),),
}
DO: dict[str, Callable[..., Jeweler]] = {
    "suspend": operations.suspend,
    "resume": operations.resume,
    "archive": operations.archive,
    "reopen": operations.reopen,
}


@require_safe
@staff_required
def jeweler_list(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    state = state if state in JewelerState.values else ""
    text = search_text(request)
    found = queries.jewelers_counted(state=state, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": JewelerState.choices, "text": text}
    return render(request, "console/jeweler_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def jeweler_new(request: HttpRequest) -> HttpResponse:
    form = JewelerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            jeweler = welcome(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except SLUG_REFUSALS as error:
            form.add_error("slug", error.message)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{jeweler.name} is invited; the workspace is being opened.")
            return HttpResponseRedirect(reverse("console:jeweler_detail", args=[jeweler.pk]))
    context = {"form": form, "app_host": settings.APP_HOST}
    return render(request, "console/jeweler_form.html", context, status=422 if form.errors else 200)


@require_safe
@staff_required
def jeweler_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _jeweler_page(request, pk)


def _jeweler_page(request: HttpRequest, pk: UUID, **forms: Any) -> HttpResponse:
    jeweler = get_object_or_404(queries.jewelers_counted(), pk=pk)
    history = list(history_of(pk))
    people = queries.names_of(change.by_id for change in history)
    context = {
        "jeweler": jeweler,
        "host": f"{jeweler.slug}.{settings.APP_HOST}",
        "history": [(change, people.get(change.by_id, "DIA'LOG") if change.by_id else "DIA'LOG") for change in history],
        "invitations": list(invitations_of_jeweler(pk)),
        "acts": ACTS.get(jeweler.state, ()),
        "owner_form": OwnerForm(),
        "state_form": LifeCycleForm(),
    }
    context |= _readings(pk) | _support(request, jeweler) | forms
    refused = any(form.errors for form in forms.values())
    return render(request, "console/jeweler_detail.html", context, status=422 if refused else 200)


def _readings(pk: UUID) -> dict[str, Any]:
    """Return the jeweler's numbers of the last weeks, its health and what it is as a business."""
    days = list(UsageReading.objects.filter(jeweler=pk).order_by("-day")[:DAYS])[::-1]
    return {
        "usage": [_line(days, name, label) for name, label in MEASURES.items()] if days else [],
        "read_on": days[-1].day if days else None,
        "health": Health.objects.filter(jeweler=pk).first(),
        "details": Details.objects.filter(jeweler=pk).first(),
    }


def _line(days: list[UsageReading], name: str, label: str) -> Sparkline:
    return sparkline(label, [getattr(day, name) for day in days], is_bytes=name == "bytes")


def _support(request: HttpRequest, jeweler: Jeweler) -> dict[str, Any]:
    """Return under which grants staff may enter now, and which requests wait for a second person."""
    waiting = list(asked_grants(jeweler.pk))
    live = list(live_grants(jeweler.pk))
    people = queries.names_of([grant.asked_by_id for grant in (*waiting, *live)])
    return {
        "live": [(grant, labels(grant.areas), people.get(grant.asked_by_id, "")) for grant in live],
        "waiting": [(grant, labels(grant.areas), people.get(grant.asked_by_id, "")) for grant in waiting],
        "enter_url": url_on(Surface.APP, f"/enter/{jeweler.slug}/"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def jeweler_details(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show and change what a jeweler is as a business."""
    jeweler = get_object_or_404(Jeweler, pk=pk)
    known = Details.objects.filter(jeweler=jeweler).first() or Details()
    form = BusinessForm(request.POST) if request.method == "POST" else BusinessForm.of(known)
    if request.method == "POST" and form.is_valid():
        try:
            change_details(jeweler, by=request.actor, **form.cleaned_data)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error("dealer_number", error.message)
        else:
            messages.success(request, "Saved.")
            return HttpResponseRedirect(reverse("console:jeweler_detail", args=[jeweler.pk]))
    context = {"form": form, "jeweler": jeweler}
    return render(request, "console/jewelers/details.html", context, status=422 if form.errors else 200)


@require_POST
@staff_required
def jeweler_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a jeweler along: open the workspace, suspend, resume, archive, take out of the archive."""
    jeweler = get_object_or_404(Jeweler, pk=pk)
    if request.POST.get("act") == "open":
        return _did(request, jeweler, operations.open_workspace, "The workspace is being opened.")
    form = LifeCycleForm(request.POST)
    if not form.is_valid():
        return _jeweler_page(request, pk, state_form=form)
    return _did(
        request, jeweler, DO[form.cleaned_data["act"]], "It is done and noted.", reason=form.cleaned_data["reason"]
    )


def _did(request: HttpRequest, jeweler: Jeweler, act: Callable[..., Jeweler], done: str, **told: str) -> HttpResponse:
    try:
        act(jeweler, by=request.actor, **told)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return HttpResponseRedirect(reverse("console:jeweler_detail", args=[jeweler.pk]))


@require_POST
@staff_required
def jeweler_owners(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Invite an owner to a workspace."""
    jeweler = get_object_or_404(Jeweler, pk=pk)
    form = OwnerForm(request.POST)
    if form.is_valid():
        try:
            invite_member(jeweler.pk, email=form.cleaned_data["email"], role=Role.OWNER, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error("email", error.message)
        else:
            messages.success(request, "The invitation is on its way.")
            return HttpResponseRedirect(reverse("console:jeweler_detail", args=[jeweler.pk]))
    return _jeweler_page(request, pk, owner_form=form)
