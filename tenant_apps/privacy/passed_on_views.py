"""What DIA'LOG passed on about people's data, for owners and managers."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shared_apps.core.http import requires
from tenant_apps.privacy import passed_on, permissions
from tenant_apps.privacy.models import PassedOn

PER_PAGE = 25


@require_safe
@requires(permissions.HANDLE_PASSED_ON)
def passed_on_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(passed_on.everything_passed_on(), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    leads = passed_on.leads_of(shown)
    rows = [(one, leads.get(one.introduction_id) if one.introduction_id else None) for one in shown]
    return render(request, "privacy/passed_on.html", {"page": page, "rows": rows})


@require_POST
@requires(permissions.HANDLE_PASSED_ON)
def passed_on_closure(request: HttpRequest, pk: UUID) -> HttpResponse:
    passed_on.note_done(get_object_or_404(PassedOn, pk=pk), by=request.actor)  # type: ignore[attr-defined]
    return redirect("privacy:passed_on_list")
