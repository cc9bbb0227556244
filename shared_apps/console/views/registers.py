"""The registers at a glance: what is late, what waits."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.console.register_words import tabs
from shared_apps.core.http import staff_required
from shared_apps.registers import queries
from shared_apps.retention.queries import is_overdue, last_flawless
from shared_apps.rights.queries import current_policy


@require_safe
@staff_required
def register_list(request: HttpRequest) -> HttpResponse:
    context = {
        "tabs": tabs(request),
        "waiting": queries.waiting(),
        "overdue": is_overdue(),
        "last": last_flawless(),
        "policy": current_policy(),
    }
    return render(request, "console/registers/register_list.html", context)
