"""The inbox: what waits, found and taken up one by one or many at once, and looked at as each of us likes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.accounts.models import Account
from shared_apps.accounts.queries import names_of
from shared_apps.console import inbox_queries
from shared_apps.console.inbox_queries import CHOICES, KINDS, Asked
from shared_apps.console.thread_forms import LoggedForm
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, search_text, staff_required
from shared_apps.inquiries import bulk, saved_views
from shared_apps.inquiries.operations import log_inquiry

PER_PAGE = 25
WHAT_WAS_DONE = {"acknowledge": "taken up", "spam": "marked as spam"}


def staff_of(request: HttpRequest) -> Account:
    account: Account = request.actor  # type: ignore[attr-defined]
    return account


@require_safe
@staff_required
def inbox_list(request: HttpRequest) -> HttpResponse:
    me = staff_of(request)
    asked = Asked.of(request.GET, search_text(request))
    page = Paginator(inbox_queries.inbox(asked, me=me.pk), PER_PAGE).get_page(request.GET.get("page"))
    rows = inbox_queries.inbox_rows(page.object_list)
    names = names_of([row.assigned_to_id for row in rows])
    context = {
        "asked": asked,
        "page": page,
        "rows": [(row, names.get(row.assigned_to_id, "") if row.assigned_to_id else "") for row in rows],
        "figures": inbox_queries.inbox_figures(me.pk),
        "tabs": [_tab(asked, kind, label) for kind, label in KINDS.items()],
        "choices": _choices(asked),
        "views": saved_views.views_of(me),
        "here": request.get_full_path(),
    }
    return render(request, "console/inbox.html", context)


def _tab(asked: Asked, kind: str, label: str) -> dict[str, Any]:
    return {"label": label, "url": f"?{asked.query(kind=kind)}", "current": kind == asked.kind}


def _choices(asked: Asked) -> list[dict[str, Any]]:
    labels = {"state": "State", "whose": "In whose hands", "clock": "Clock", "sort": "Order"}
    return [
        {"name": name, "label": label, "options": CHOICES[name].items(), "chosen": getattr(asked, name)}
        for name, label in labels.items()
    ]


def _back(request: HttpRequest) -> HttpResponse:
    """Return to the list as it was looked at."""
    here = request.POST.get("here", "")
    fits = url_has_allowed_host_and_scheme(here, None) and here.startswith("/?")
    return HttpResponseRedirect(here if fits else reverse("console:inbox"))


@require_POST
@staff_required
def inbox_acts(request: HttpRequest) -> HttpResponse:
    """Take up or mark as spam what is ticked; one that somebody else had first holds up nobody."""
    act = request.POST.get("act", "")
    rows = inbox_queries.picked(request.POST.getlist("pick")[:PER_PAGE])
    if act not in bulk.ACTS or not rows:
        messages.error(request, "Tick at least one line first.")
        return _back(request)
    outcome = bulk.act_on_all(rows, act, by=staff_of(request))
    if outcome.done:
        messages.success(request, f"{', '.join(outcome.done)}: {WHAT_WAS_DONE[act]}.")
    for reference, why in outcome.refused:
        messages.warning(request, f"{reference}: {why}")
    return _back(request)


@require_POST
@staff_required
def inbox_views(request: HttpRequest) -> HttpResponse:
    """Keep the present way of looking at the inbox under a name."""
    query = Asked.of(request.POST, request.POST.get("q", "").replace("\0", "").strip()[:100]).query()
    try:
        view = saved_views.save_view(staff_of(request), name=request.POST.get("name", ""), query=query)
    except DomainError as error:
        messages.error(request, error.message)
        return _back(request)
    messages.success(request, f"Kept as “{view.name}”.")
    return HttpResponseRedirect(f"{reverse('console:inbox')}?{view.query}")


@require_POST
@staff_required
def inbox_view_removal(request: HttpRequest, pk: UUID) -> HttpResponse:
    if saved_views.forget_view(staff_of(request), pk):
        messages.success(request, "The view is forgotten.")
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def inquiry_new(request: HttpRequest) -> HttpResponse:
    """Enter what arrived by mail or phone, as of when it arrived."""
    form = LoggedForm(request.POST or None)
    if form.is_valid():
        try:
            inquiry = log_inquiry(by=staff_of(request), **form.cleaned_data)
        except DomainError as error:
            return refusal(request, error)
        messages.success(request, f"{inquiry.reference} is entered.")
        return HttpResponseRedirect(reverse("console:inquiry_detail", args=[inquiry.pk]))
    return render(request, "console/inquiry_form.html", {"form": form}, status=422 if form.errors else 200)
