"""The register of breaches: the clock, what was touched, whom it concerns, who was told (P57)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console import queries as console
from shared_apps.console.register_forms import (
    AuthorityForm,
    BreachForm,
    DescriptionForm,
    DraftForm,
    NoteForm,
    ObjectForm,
)
from shared_apps.console.register_words import tabs
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.registers import queries
from shared_apps.registers.affected import jewelers_affected
from shared_apps.registers.models import Breach, BreachDraft, BreachNote
from shared_apps.registers.operations import breaches

PER_PAGE = 25


@require_safe
@staff_required
def breach_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.breaches(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/registers/breach_list.html", {"tabs": tabs(request), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def breach_new(request: HttpRequest) -> HttpResponse:
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            breach = breaches.enter_breach(**form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
        except DomainError as error:
            form.add_error("noticed_at", error.message)
        else:
            messages.success(request, f"{breach.code} is entered. The clock runs.")
            return _to(breach.pk)
    return render(request, "console/registers/breach_form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@staff_required
def breach_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, get_object_or_404(Breach, pk=pk))


def _page(request: HttpRequest, breach: Breach, **refused: forms.Form) -> HttpResponse:
    notes = list(BreachNote.objects.filter(breach_id=breach.pk).order_by("-pk"))
    people = console.names_of([breach.reported_by_id, *(note.by_id for note in notes)])
    described = {name: getattr(breach, name) for name in DescriptionForm.base_fields}
    affected, drafts = list(jewelers_affected(breach)), list(breach.drafts.select_related("jeweler").order_by("pk"))
    written = {draft.jeweler_id for draft in drafts}
    context: dict[str, Any] = {
        "breach": breach,
        "touched": list(breach.objects_touched.order_by("pk")),
        "affected": affected,
        "undrafted": [jeweler for jeweler in affected if jeweler.pk not in written],
        "drafts": [(draft, DraftForm(initial={"text": draft.text}, auto_id=f"{draft.pk}-%s")) for draft in drafts],
        "notes": [(note, people.get(note.by_id, "") if note.by_id else "") for note in notes],
        "description": DescriptionForm(initial=described),
        "object_form": ObjectForm(),
        "note_form": NoteForm(auto_id="note-%s"),
        "authority": AuthorityForm(),
    } | refused
    return render(request, "console/registers/breach_detail.html", context, status=422 if refused else 200)


def _act(
    request: HttpRequest, pk: UUID, slot: str, form: forms.Form, *, act: Callable[..., object], done: str
) -> HttpResponse:
    """Carry out one small form of the page."""
    breach = get_object_or_404(Breach, pk=pk)
    if not form.is_valid():
        return _page(request, breach, **{slot: form})
    try:
        act(breach, **form.cleaned_data, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, done)
    return _to(pk)


@require_POST
@staff_required
def breach_description(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = DescriptionForm(request.POST)
    return _act(request, pk, "description", form, act=breaches.describe_breach, done="Described anew.")


@require_POST
@staff_required
def breach_objects(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = ObjectForm(request.POST)
    return _act(request, pk, "object_form", form, act=breaches.add_object, done="Noted. Look whom it concerns.")


@require_POST
@staff_required
def breach_notes(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = NoteForm(request.POST, auto_id="note-%s")
    return _act(request, pk, "note_form", form, act=breaches.add_note, done="Written down.")


@require_POST
@staff_required
def breach_authority(request: HttpRequest, pk: UUID) -> HttpResponse:
    form = AuthorityForm(request.POST)
    return _act(request, pk, "authority", form, act=breaches.settle_authority, done="Noted.")


@require_POST
@staff_required
def breach_drafts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write a draft for each affected jeweler that has none."""
    return _act(
        request, pk, "", forms.Form(request.POST), act=breaches.draft_notices, done="The drafts are written. Read each."
    )


@require_POST
@staff_required
def breach_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tell one jeweler in the words just read."""
    draft = get_object_or_404(BreachDraft.objects.select_related("breach", "jeweler"), pk=pk)
    form = DraftForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The words are missing.")
        return _to(draft.breach_id)
    try:
        breaches.confirm_draft(draft, text=form.cleaned_data["text"], by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{draft.jeweler.name} is told.")
    return _to(draft.breach_id)


@require_safe
@staff_required
def breach_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Return what the authority's form asks for."""
    breach = get_object_or_404(Breach, pk=pk)
    headers = {"Content-Disposition": f'attachment; filename="{breach.code}.json"', "Cache-Control": "no-store"}
    shown = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(queries.authority_form(breach), json_dumps_params=shown, headers=headers)


@require_POST
@staff_required
def breach_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _act(request, pk, "", forms.Form(request.POST), act=breaches.close_breach, done="Closed.")


def _to(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:breach_detail", args=[pk]))
