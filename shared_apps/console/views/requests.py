"""Requests of persons: the queue, the intake, one request with its next step, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console import rights_forms
from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, search_text, staff_required
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights import desk, requests, stops
from shared_apps.rights.clocks import HONG_KONG
from shared_apps.rights.minors import mark_minor
from shared_apps.rights.request_models import Request

PER_PAGE = 25
TABS = {desk.OPEN: "Open", desk.CLOSED: "Closed", "": "All"}


@require_safe
@staff_required
def request_list(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", desk.OPEN)
    state = state if state in TABS else desk.OPEN
    text = search_text(request)
    page = Paginator(desk.queue(state=state, text=text), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(asked, desk.clock_of(asked)) for asked in page.object_list],
        "figures": desk.figures(),
        "tabs": [{"label": label, "url": f"?state={name}", "current": name == state} for name, label in TABS.items()],
        "state": state,
        "text": text,
    }
    return render(request, "console/rights/request_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def request_new(request: HttpRequest) -> HttpResponse:
    """Take in a request that came by mail, phone or letter."""
    initial = {"received_at": localtime(now(), HONG_KONG), "language": "en"}
    form = rights_forms.RequestForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            asked = requests.receive_request(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{asked.reference} is taken in.")
            return to_request(asked)
    return render(request, "console/rights/request_form.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def minor_new(request: HttpRequest) -> HttpResponse:
    """Mark data as somebody's under 16: every use stops at once."""
    form = rights_forms.MinorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = mark_minor(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Every use is stopped. Look at the plan and confirm the deletion.")
            return to_request(asked)
    return render(request, "console/rights/minor_form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_required
def request_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return request_page(request, get_object_or_404(Request, pk=pk))


def request_page(request: HttpRequest, asked: Request, **bound: Any) -> HttpResponse:
    """Draw the page of a request; ``bound`` holds forms that were refused, with what was typed."""
    people = desk.names_of([asked.taken_by_id, asked.identity_by_id])
    context = {
        "asked": asked,
        "clock": desk.clock_of(asked),
        "step": desk.next_step(asked),
        "moments": desk.moments_of(asked),
        "duplicates": desk.duplicates_of(asked) if asked.is_open else [],
        "dossier": desk.latest_dossier(asked),
        "restraints": list(asked.restraints.order_by("pk")),
        "refusals": list(asked.refusals.order_by("pk")),
        "corrections": list(asked.corrections.order_by("pk")),
        "passed": list(asked.passed.select_related("jeweler").order_by("pk")),
        "taken_by": people.get(asked.taken_by_id, "") if asked.taken_by_id else "",
        "identity_by": people.get(asked.identity_by_id, "") if asked.identity_by_id else "",
        "identity_form": rights_forms.IdentityForm(),
        "extension_form": rights_forms.ReasonForm(),
        "pointer_form": rights_forms.PointerForm(),
        "restraint_form": rights_forms.RestraintForm(),
    } | bound
    refused = any(form.errors for form in bound.values())
    return render(request, "console/rights/request_detail.html", context, status=422 if refused else 200)


def to_request(asked: Request) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:request_detail", args=[asked.pk]))


def did(request: HttpRequest, asked: Request, act: Callable[..., object], done: str, **told: Any) -> HttpResponse:
    """Do one thing about a request and come back to its page; a refusal is shown as what it is."""
    try:
        act(asked, by=request.actor, **told)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return to_request(asked)


@require_POST
@staff_required
def request_hand(request: HttpRequest, pk: UUID) -> HttpResponse:
    return did(request, get_object_or_404(Request, pk=pk), requests.take_up, "It is in your hands.")


@require_POST
@staff_required
def request_identity(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask who asks, or note how we know."""
    asked = get_object_or_404(Request, pk=pk)
    if request.POST.get("act") == "ask":
        return did(request, asked, requests.ask_identity, "They are asked by mail, once.")
    form = rights_forms.IdentityForm(request.POST)
    if not form.is_valid():
        return request_page(request, asked, identity_form=form)
    return did(request, asked, requests.identify, "It is noted how we know them.", **form.cleaned_data)


@require_POST
@staff_required
def request_extension(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(Request, pk=pk)
    form = rights_forms.ReasonForm(request.POST)
    if not form.is_valid():
        return request_page(request, asked, extension_form=form)
    return did(request, asked, requests.extend, "The person is told why it takes longer.", **form.cleaned_data)


@require_POST
@staff_required
def request_merger(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Join another request of the same person with this one."""
    asked = get_object_or_404(Request, pk=pk)
    others = {str(one.pk): one for one in desk.duplicates_of(asked)}
    other = others.get(request.POST.get("other", ""))
    if other is None:
        return refusal(request, requests.CannotMergeWithItself())
    try:
        requests.merge(other, asked, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{other.reference} is part of this request now; the earlier clock counts.")
    return to_request(asked)


@require_POST
@staff_required
def request_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    asked = get_object_or_404(Request, pk=pk)
    state = request.POST.get("state", "")
    return did(request, asked, requests.close, "The request is closed.", state=state)


@require_POST
@staff_required
def request_pointer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer a question about a jeweler's client, neutrally; nothing is looked up (P48)."""
    asked = get_object_or_404(Request, pk=pk)
    form = rights_forms.PointerForm(request.POST)
    if not form.is_valid():
        return request_page(request, asked, pointer_form=form)
    named = form.cleaned_data["jeweler"]
    jeweler = Jeweler.objects.get(pk=named) if named else None
    return did(request, asked, requests.point_to_jeweler, "The neutral answer is on its way.", jeweler=jeweler)


@require_POST
@staff_required
def request_restraints(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop uses, all of them, or let them go on."""
    asked = get_object_or_404(Request, pk=pk)
    form = rights_forms.RestraintForm(request.POST)
    if not form.is_valid():
        return request_page(request, asked, restraint_form=form)
    act, reason = request.POST.get("act", ""), form.cleaned_data["reason"]
    if act == "lift":
        return did(request, asked, stops.lift, "The uses go on; the history stays.", reason=reason)
    if act == "restrict":
        return did(request, asked, stops.restrict, "Everything is kept and nothing is used.", reason=reason)
    return did(request, asked, stops.object_to, "These uses are stopped.", **form.cleaned_data)
