"""One field that finds everything: a page, and the list of it while somebody types."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from shared_apps.core.http import requires, search_text
from tenant_apps.search import queries
from tenant_apps.search.kinds import kinds
from tenant_apps.search.permissions import SEARCH


@require_GET
@requires(SEARCH)
def search(request: HttpRequest) -> HttpResponse:
    """Show what fits; asked by a script it answers with the list alone."""
    text, kind = search_text(request), request.GET.get("kind", "")
    member = request.member  # type: ignore[attr-defined]
    known = [one for one in kinds() if one.permission.allows(member.role)]
    answer = queries.find(member, text, kind=kind, limit=queries.MOST if kind else queries.SHOWN)
    context = {"text": text, "kind": kind, "kinds": known, "answer": answer}
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "search/_answer.html" if is_part else "search/search.html", context)
