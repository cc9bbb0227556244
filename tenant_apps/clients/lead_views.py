"""Pages of leads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.accounts.models import Account
from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, requires
from shared_apps.introductions import operations as introductions
from shared_apps.introductions.enums import DeclineReason, OutcomeReason
from shared_apps.introductions.models import Introduction
from shared_apps.tenancy.context import current_tenant, no_jeweler
from tenant_apps.clients import lead_operations, operations, permissions, queries
from tenant_apps.clients.enums import LeadState, Outcome
from tenant_apps.clients.lead_forms import DeclineForm, OutcomeForm
from tenant_apps.clients.models import Lead
from tenant_apps.clients.pages import member_of
from tenant_apps.team.models import Member


def account_of(request: HttpRequest) -> Account:
    return cast("Account", request.user)


def lead_or_404(request: HttpRequest, pk: UUID) -> Lead:
    return get_object_or_404(queries.leads_visible_to(member_of(request)).select_related("client"), pk=pk)


@require_GET
@requires(permissions.VIEW_LEADS)
def lead_list(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", LeadState.NEW)
    state = state if state in LeadState.values else LeadState.NEW
    leads = Paginator(queries.leads_inbox(member_of(request), state=state), queries.PAGE)
    counts = queries.lead_counts()
    tabs = [
        {"label": label, "url": f"?state={value}", "current": value == state, "count": counts.get(value, 0)}
        for value, label in LeadState.choices
    ]
    page = leads.get_page(request.GET.get("page"))
    return render(request, "clients/lead_list.html", {"page": page, "tabs": tabs, "state": state})


@require_GET
@requires(permissions.VIEW_LEADS)
def lead_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, lead_or_404(request, pk))


def _page(request: HttpRequest, lead: Lead, **forms: Form) -> HttpResponse:
    context = {"lead": lead, "decline": DeclineForm(), "outcome": OutcomeForm()} | forms
    refused = any(form.errors for form in forms.values())
    return render(request, "clients/lead_detail.html", context, status=422 if refused else 200)


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_acceptance(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accept an introduction: DIA'LOG stops its clock, and the one of the first contact begins."""
    lead = lead_or_404(request, pk)
    try:
        _tell(lead, introductions.accept, by=account_of(request), member=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Accepted. Please be in touch within one working day.")
    return redirect("clients:lead_detail", lead.pk)


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_conversion(request: HttpRequest, pk: UUID) -> HttpResponse:
    lead = lead_or_404(request, pk)
    try:
        if lead.is_new:
            _tell(lead, introductions.accept, by=account_of(request), member=member_of(request))
        client = operations.convert_lead(lead, by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{client.code} is now a client.")
    return redirect("clients:client_detail", client.pk)


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Decline an introduction with a reason; the next jeweler is asked."""
    lead = lead_or_404(request, pk)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, lead, decline=form)
    reason = DeclineReason(form.cleaned_data["reason"])
    try:
        _tell(lead, introductions.decline, by=account_of(request), member=member_of(request), reason=reason)
        operations.decline_lead(lead, by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Lead declined.")
    return redirect("clients:lead_list")


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note that somebody of the house has been in touch."""
    lead = lead_or_404(request, pk)
    try:
        _tell(lead, introductions.note_contact, by=account_of(request), member=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Noted.")
    return redirect("clients:lead_detail", lead.pk)


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_outcome(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note whether a piece was commissioned, and why not."""
    lead = lead_or_404(request, pk)
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, lead, outcome=form)
    told = {"is_won": form.cleaned_data["outcome"] == Outcome.WON, "reason": OutcomeReason(form.cleaned_data["reason"])}
    try:
        _tell(lead, introductions.note_outcome, by=account_of(request), member=member_of(request), **told)
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Noted, thank you.")
    return redirect("clients:lead_detail", lead.pk)


def _tell(lead: Lead, act: Callable[..., Introduction], *, by: Account, member: Member, **told: Any) -> None:
    """Decide in DIA'LOG's half, then let the house's copy say the same at once.

    Where DIA'LOG holds nothing of it any more, the house decides alone.
    """
    jeweler = current_tenant()
    try:
        with no_jeweler():
            made = act(lead.introduction_id, jeweler.id, by=by, **told)
        state, contacted_at = str(made.state), made.contacted_at
    except introductions.IntroductionUnknown:
        state, contacted_at = _alone(act, told)
    lead_operations.follow_introduction(
        introduction_id=str(lead.introduction_id), state=state, contacted_at=contacted_at, by=member
    )
    lead.refresh_from_db()


def _alone(act: Callable[..., Introduction], told: dict[str, Any]) -> tuple[str, datetime | None]:
    """Return what an act comes to without DIA'LOG."""
    if act is introductions.note_outcome:
        return str(Outcome.WON if told["is_won"] else Outcome.LOST), None
    if act is introductions.note_contact:
        return "contacted", now()
    return "accepted" if act is introductions.accept else "declined", None
