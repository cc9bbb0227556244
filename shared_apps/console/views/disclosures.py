"""The register of disclosures: proposed by one, decided by another, handed over by either (P45)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.console import queries as console
from shared_apps.console.register_forms import DecisionForm, DisclosureForm
from shared_apps.console.register_words import fields_in_words, tabs
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, staff_required
from shared_apps.notices.queries import evidence
from shared_apps.registers import queries
from shared_apps.registers.models import Disclosure
from shared_apps.registers.operations import disclosures

PER_PAGE = 25
WHERE = {
    disclosures.ScopeNotExact: "subjects",
    disclosures.FieldsUnknown: "fields_named",
    disclosures.JewelerMissing: "jeweler",
}


@require_safe
@staff_required
def disclosure_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.disclosures(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "console/registers/disclosure_list.html", {"tabs": tabs(request), "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def disclosure_new(request: HttpRequest) -> HttpResponse:
    form = DisclosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        jeweler = told.pop("jeweler")
        try:
            disclosure = disclosures.propose_disclosure(
                **told | {"fields": told.pop("fields_named"), "jeweler_id": jeweler.pk if jeweler else None},
                by=request.actor,  # type: ignore[attr-defined]
            )
        except DomainError as error:
            form.add_error(WHERE.get(type(error)), error.message)
        else:
            messages.success(request, f"{disclosure.code} waits for a second person.")
            return _to(disclosure.pk)
    status = 422 if form.errors else 200
    return render(request, "console/registers/disclosure_form.html", {"form": form}, status=status)


@require_safe
@staff_required
def disclosure_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, pk)


def _page(request: HttpRequest, pk: UUID, form: DecisionForm | None = None) -> HttpResponse:
    disclosure = get_object_or_404(queries.disclosures(), pk=pk)
    people = console.names_of([disclosure.proposed_by_id, disclosure.decided_by_id])
    me = request.user.pk
    context: dict[str, Any] = {
        "disclosure": disclosure,
        "fields": fields_in_words(disclosure.fields),
        "proposed_by": people.get(disclosure.proposed_by_id, ""),
        "decided_by": people.get(disclosure.decided_by_id, "") if disclosure.decided_by_id else "",
        "notices": list(evidence(disclosure.pk)),
        "form": form or DecisionForm(),
        "may_decide": disclosure.state == "proposed" and me != disclosure.proposed_by_id,
        "may_take": disclosure.state == "made" and me in {disclosure.proposed_by_id, disclosure.decided_by_id},
    }
    refused = form is not None and bool(form.errors)
    return render(request, "console/registers/disclosure_detail.html", context, status=422 if refused else 200)


@require_POST
@staff_required
def disclosure_decision(request: HttpRequest, pk: UUID) -> HttpResponse:
    disclosure = get_object_or_404(Disclosure, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    actor = request.actor  # type: ignore[attr-defined]
    try:
        if form.cleaned_data["act"] == "approve":
            disclosures.approve_disclosure(disclosure, by=actor)
            messages.success(request, "Approved. The export is made now.")
        else:
            disclosures.refuse_disclosure(disclosure, reason=form.cleaned_data["reason"], by=actor)
            messages.success(request, "Refused, and noted why.")
    except DomainError as error:
        return refusal(request, error)
    return _to(pk)


@require_POST
@staff_required
def disclosure_export(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand the export to one of the two people; the register notes it."""
    disclosure = get_object_or_404(Disclosure, pk=pk)
    try:
        text = disclosures.hand_over(disclosure, by=request.actor)  # type: ignore[attr-defined]
    except DomainError as error:
        return refusal(request, error)
    headers = {"Content-Disposition": f'attachment; filename="{disclosure.code}.json"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="application/json; charset=utf-8", headers=headers)


def _to(pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("console:disclosure_detail", args=[pk]))
