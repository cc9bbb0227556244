"""The editions of the policy: what each changed, and who was told with what evidence (P70, P71)."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.console.register_words import tabs
from shared_apps.core.http import staff_required
from shared_apps.notices.queries import evidence
from shared_apps.rights.policy import edition_numbered
from shared_apps.rights.policy_history import history


@require_safe
@staff_required
def policy_list(request: HttpRequest) -> HttpResponse:
    return render(request, "console/registers/policy_list.html", {"tabs": tabs(request), "history": history()})


@require_safe
@staff_required
def policy_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    version = next((version for version in history() if version.row.pk == pk), None)
    if version is None:
        raise Http404
    edition = edition_numbered(version.row.number)
    context = {
        "version": version,
        "audience": [audience.value for audience in edition.audience] if edition else [],
        "notices": list(evidence(pk)),
    }
    return render(request, "console/registers/policy_detail.html", context)
