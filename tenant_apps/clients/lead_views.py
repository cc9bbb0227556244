"""Pages of leads."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, requires
from tenant_apps.clients import operations, permissions, queries
from tenant_apps.clients.enums import LeadState
from tenant_apps.clients.models import Lead
from tenant_apps.clients.pages import member_of


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
    return render(request, "clients/lead_detail.html", {"lead": lead_or_404(request, pk)})


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_conversion(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        client = operations.convert_lead(lead_or_404(request, pk), by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, f"{client.code} is now a client.")
    return redirect("clients:client_detail", client.pk)


@require_POST
@requires(permissions.DECIDE_LEADS)
def lead_decline(request: HttpRequest, pk: UUID) -> HttpResponse:
    try:
        operations.decline_lead(lead_or_404(request, pk), by=member_of(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Lead declined.")
    return redirect("clients:lead_list")
