"""How the workspaces are, as numbers and dates; and who accepted which agreement."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Max, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared_apps.accounts import agreement
from shared_apps.accounts.models import AgreementAcceptance
from shared_apps.accounts.queries import names_of
from shared_apps.console.fleet_queries import fleet, fleet_figures
from shared_apps.core.http import search_text, staff_required
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.tenants import OPEN_STATES

PER_PAGE = 25


@require_safe
@staff_required
def fleet_list(request: HttpRequest) -> HttpResponse:
    only_trouble, text = request.GET.get("show") == "trouble", search_text(request)
    figures = fleet_figures()
    page = Paginator(fleet(only_trouble=only_trouble, text=text), PER_PAGE).get_page(request.GET.get("page"))
    tabs = [
        {"label": "All", "url": "?", "current": not only_trouble},
        {"label": "Needs attention", "url": "?show=trouble", "current": only_trouble, "count": figures.in_trouble},
    ]
    context = {"page": page, "tabs": tabs, "figures": figures, "text": text, "only_trouble": only_trouble}
    return render(request, "console/fleet/list.html", context)


@require_safe
@staff_required
def agreement_list(request: HttpRequest) -> HttpResponse:
    """Show the versions there are and where each jeweler stands."""
    current = agreement.current()
    accepted = AgreementAcceptance.objects.filter(jeweler=OuterRef("pk")).order_by("-accepted_at")
    rows: QuerySet[Any] = Jeweler.objects.filter(state__in=OPEN_STATES).annotate(
        version=Subquery(accepted.values("version")[:1]),
        accepted_at=Subquery(accepted.values("accepted_at")[:1]),
        accepted_by=Subquery(accepted.values("account_id")[:1]),
        annex=Subquery(accepted.values("annex_hash")[:1]),
    )
    if request.GET.get("show") == "waiting":
        done = AgreementAcceptance.objects.filter(version=current.version).values("jeweler_id")
        rows = rows.exclude(pk__in=done)
    page = Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    counted = AgreementAcceptance.objects.values("version").annotate(number=Count("pk"), last=Max("accepted_at"))
    by_version = {row["version"]: row for row in counted}
    versions = [(one, agreement.text_hash(one.version), by_version.get(one.version)) for one in agreement.VERSIONS]
    people = names_of(jeweler.accepted_by for jeweler in page)
    context = {
        "versions": versions[::-1],
        "current": current,
        "page": page,
        "rows": [(jeweler, people.get(jeweler.accepted_by, "")) for jeweler in page],
        "waiting": request.GET.get("show") == "waiting",
    }
    return render(request, "console/fleet/agreements.html", context)
