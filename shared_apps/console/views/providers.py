"""The list of providers, as it is given out on request (P40)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.core.http import staff_required
from shared_apps.providers.queries import providers


@require_safe
@staff_required
def provider_list(request: HttpRequest) -> HttpResponse:
    return render(request, "console/provider_list.html", {"providers": providers()})
