"""The page a workspace opens with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shared_apps.core.http import requires
from tenant_apps.dashboard import queries
from tenant_apps.dashboard.permissions import VIEW_TODAY


@require_GET
@requires(VIEW_TODAY)
def today(request: HttpRequest) -> HttpResponse:
    return render(request, "dashboard/today.html", {"today": queries.today(request.member)})  # type: ignore[attr-defined]
