"""What will be deleted next, by rule and date, and whether the sweep runs: numbers only."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from shared_apps.console import queries as console
from shared_apps.console.register_words import tabs
from shared_apps.core.db import Half
from shared_apps.core.http import staff_required
from shared_apps.retention.operations import ask_for_sweep
from shared_apps.retention.queries import forecast, is_overdue, last_flawless, runs
from shared_apps.retention.rules import rules

PER_PAGE = 20


@require_safe
@staff_required
def retention(request: HttpRequest) -> HttpResponse:
    page = Paginator(runs(), PER_PAGE).get_page(request.GET.get("page"))
    people = console.names_of(run.started_by_id for run in page.object_list)
    last = last_flawless()
    context = {
        "tabs": tabs(request),
        "overdue": is_overdue(),
        "last": last,
        "ahead": forecast(),
        "of_jewelers": [(rule, last.counts.get(rule.key, 0) if last else 0) for rule in rules(Half.PROCESSOR)],
        "page": page,
        "runs": [(run, people.get(run.started_by_id, "") if run.started_by_id else "") for run in page.object_list],
    }
    return render(request, "console/registers/retention.html", context)


@require_POST
@staff_required
def retention_runs(request: HttpRequest) -> HttpResponse:
    """Have the worker sweep now, or count only."""
    is_trial = request.POST.get("kind") != "sweep"
    ask_for_sweep(is_trial=is_trial, by=request.actor)  # type: ignore[attr-defined]
    done = "The worker counts what would go. Look again in a moment." if is_trial else "The sweep begins in a moment."
    messages.success(request, done)
    return HttpResponseRedirect(reverse("console:retention"))
