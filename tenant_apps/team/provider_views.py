"""Settings -> Providers: who processes this house's data with us, what is to change of it, and the house's no (P41)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from shared_apps.accounts.models import Account
from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.core.http import refusal, requires
from shared_apps.providers import operations, queries
from shared_apps.providers.listing import canonical, current_document, pdf_of, sha256_of
from shared_apps.providers.models import Objection, Provider
from shared_apps.providers.views import document
from shared_apps.tenancy.context import current_tenant
from tenant_apps.team import permissions

RECENT = timedelta(days=365)


class ObjectionForm(forms.Form):
    """An objection: to a provider, or to one change of it."""

    change = forms.UUIDField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(label="Why", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


@require_safe
@requires(permissions.VIEW_PROVIDERS)
def provider_list(request: HttpRequest) -> HttpResponse:
    """Show who works for us, what is announced, and what this house objected to."""
    tenant, today = current_tenant(), localdate(now())
    standing = list(queries.standing_objections(tenant.id))
    rows = list(queries.shown_to_jeweler())
    for row in rows:
        own = (one for one in standing if one.provider_id == row.pk and one.change_id is None)
        row.objection = next(own, None)  # type: ignore[attr-defined]
        for change in row.announced:  # type: ignore[attr-defined]
            change.objection = next((one for one in standing if one.change_id == change.pk), None)
    sha256 = sha256_of(current_document(today))
    accepted = queries.accepted_annex(tenant.id)
    context: dict[str, Any] = {
        "in_use": [row for row in rows if row.state == "active"],
        "announced": [(row, change) for row in rows for change in row.announced],  # type: ignore[attr-defined]
        "to_changes": [one for one in standing if one.change is not None and one.change.state == "effective"],
        "recent": list(queries.recent_changes(today - RECENT)),
        "sha256": sha256,
        "accepted": accepted,
        "is_changed": bool(accepted) and accepted != sha256,
        "form": ObjectionForm(),
    }
    return render(request, "team/provider_list.html", context)


@require_safe
@requires(permissions.VIEW_PROVIDERS)
def provider_document(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the list as it stands to be kept."""
    today = localdate(now())
    listed = current_document(today)
    if kind == "pdf":
        return document(pdf_of(listed), "application/pdf", f"providers-{today}.pdf")
    return document(canonical(listed), "application/json", f"providers-{today}.json")


@require_POST
@requires(permissions.OBJECT_TO_PROVIDERS)
def provider_objection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Object in the house's name."""
    provider = get_object_or_404(queries.shown_to_jeweler(), pk=pk)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return refusal(request, operations.NothingToObjectTo(), status=422)
    wanted = form.cleaned_data["change"]
    change = next((one for one in provider.announced if one.pk == wanted), None)  # type: ignore[attr-defined]
    if wanted and change is None:
        raise Http404
    try:
        operations.raise_objection(
            current_tenant().id, provider, by=_account(request), change=change, reason=form.cleaned_data["reason"]
        )
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, _done(provider, is_change=change is not None))
    return redirect("team:provider_list")


@require_POST
@requires(permissions.OBJECT_TO_PROVIDERS)
def provider_objection_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an objection back."""
    objection = get_object_or_404(Objection, pk=pk, jeweler_id=current_tenant().id)
    try:
        operations.withdraw_objection(objection, by=_account(request))
    except DomainError as error:
        return refusal(request, error)
    messages.success(request, "Your objection is taken back.")
    return redirect("team:provider_list")


def _done(provider: Provider, *, is_change: bool) -> str:
    if is_change:
        return f"Noted. When the change takes effect, nothing of yours goes to {provider.name} for it."
    return f"Noted. Nothing of yours goes to {provider.name} from now on."


def _account(request: HttpRequest) -> Account:
    return cast("Account", request.user)
