"""The register of providers: entered, announced, made active, let go; each step is somebody's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console.provider_forms import ChangeStateForm, NewProviderForm, ProviderForm
from shared_apps.console.queries import names_of
from shared_apps.core.actors import Actor
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.notices.queries import evidence
from shared_apps.providers import operations, queries
from shared_apps.providers.facts import facts_of, missing
from shared_apps.providers.listing import entry_of
from shared_apps.providers.models import Provider, ProviderChange

get_or_post = require_http_methods(["GET", "HEAD", "POST"])

DONE = {
    "notice": "The jewelers are being told.",
    "activate": "The change is in effect.",
    "withdraw": "The change is off.",
    "ask": "Somebody else has to confirm it now.",
    "confirm": "It is in effect, and the jewelers are being told.",
}


@require_safe
@staff_required
def provider_list(request: HttpRequest) -> HttpResponse:
    rows = list(queries.providers())
    pending = [change for row in rows for change in row.pending]  # type: ignore[attr-defined]
    counts = queries.told_counts(pending)
    for change in pending:
        change.told = counts.get(change.pk)
    return render(request, "console/providers/list.html", {"providers": rows, "reviews": list(queries.reviews_due())})


@get_or_post
@staff_required
def provider_new(request: HttpRequest) -> HttpResponse:
    form = NewProviderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key, replaces = form.cleaned_data["key"], form.cleaned_data["replaces"]
        try:
            provider = operations.enter_provider(key, form.facts, by=actor(request), replaces=replaces)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{provider.name} is entered. Nothing goes there before jewelers were told.")
            return to_provider(provider.pk)
    context = {"form": form, "title": "Enter a provider", "verb": "Enter"}
    return render(request, "console/providers/form.html", context, status=422 if form.errors else 200)


@get_or_post
@staff_required
def provider_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a provider up; what jewelers must be told of becomes a change that waits."""
    provider = get_object_or_404(Provider, pk=pk, is_in_house=False)
    form = ProviderForm(request.POST) if request.method == "POST" else ProviderForm.of(provider)
    if request.method == "POST" and form.is_valid():
        try:
            change = operations.propose_change(provider, form.facts, by=actor(request))
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            told = "Saved." if change is None else "Proposed. It takes effect after jewelers were told."
            messages.success(request, told)
            return to_provider(pk)
    context = {"form": form, "provider": provider, "title": f"Change {provider.name}", "verb": "Save"}
    return render(request, "console/providers/form.html", context, status=422 if form.errors else 200)


@require_safe
@staff_required
def provider_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    provider = get_object_or_404(Provider, pk=pk)
    changes, editions = list(queries.changes_of(provider)), list(queries.history_of(provider)[:50])
    counts = queries.told_counts(changes)
    for change in changes:
        change.told = counts.get(change.pk)  # type: ignore[attr-defined]
        change.lines = lines_of(change)  # type: ignore[attr-defined]
    pending = next((change for change in changes if change.is_open), None)
    people = names_of([*(one.made_by_id for one in editions), *people_of(changes)])
    for edition in editions:
        edition.who = people.get(edition.made_by_id, "DIA'LOG")  # type: ignore[arg-type, attr-defined]
    context = {
        "provider": provider,
        "entry": entry_of(facts_of(provider) | {"key": provider.key, "active_from": str(provider.active_from or "")}),
        "missing": [name.replace("_", " ") for name in missing(facts_of(provider))],
        "pending": pending,
        "notices": list(evidence(pending.pk)) if pending else [],
        "asked_by": people.get(pending.emergency_asked_by_id) if pending else None,  # type: ignore[arg-type]
        "past": [change for change in changes if not change.is_open],
        "objections": list(queries.objections_to(provider)),
        "editions": editions,
        "form": ChangeStateForm(),
        "is_asker": pending is not None and pending.emergency_asked_by_id == request.user.pk,
    }
    return render(request, "console/providers/detail.html", context)


def people_of(changes: list[ProviderChange]) -> list[UUID | None]:
    return [one for change in changes for one in (change.emergency_asked_by_id, change.settled_by_id)]


def lines_of(change: ProviderChange) -> list[tuple[str, str, str]]:
    """Return what a change changes as (what, before, after); of a new provider there is no before."""
    names = [name for name in change.after if change.before.get(name) != change.after[name]] if change.before else []
    return [(name.replace("_", " "), _words(change.before.get(name)), _words(change.after[name])) for name in names]


def _words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "none")


@require_POST
@staff_required
def provider_change_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a change on: tell the jewelers, let it take effect, give it up, or ask and confirm that it cannot wait."""
    change = get_object_or_404(ProviderChange, pk=pk)
    form = ChangeStateForm(request.POST)
    if not form.is_valid():
        return refusal(request, operations.ChangeNotOpen(), status=422)
    act, checked = form.cleaned_data["act"], form.cleaned_data["policy_checked"]
    steps: dict[str, Callable[[], object]] = {
        "notice": lambda: operations.give_change_notice(change, by=actor(request), policy_checked=checked),
        "activate": lambda: operations.activate_change(change, by=actor(request)),
        "withdraw": lambda: operations.withdraw_change(change, by=actor(request)),
        "ask": lambda: operations.ask_emergency(change, reason=form.cleaned_data["reason"], by=actor(request)),
        "confirm": lambda: operations.confirm_emergency(change, by=actor(request), policy_checked=checked),
    }
    return did(request, change.provider_id, steps[act], DONE[act])


@require_POST
@staff_required
def provider_retirement(request: HttpRequest, pk: UUID) -> HttpResponse:
    provider = get_object_or_404(Provider, pk=pk, is_in_house=False)
    return did(
        request, pk, lambda: operations.retire_provider(provider, by=actor(request)), "Nothing goes there any more."
    )


def did(request: HttpRequest, pk: UUID, step: Callable[[], object], done: str) -> HttpResponse:
    try:
        step()
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return to_provider(pk)


def to_provider(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:provider_detail", args=[pk]))


def actor(request: HttpRequest) -> Actor:
    found: Actor = request.actor  # type: ignore[attr-defined]
    return found
