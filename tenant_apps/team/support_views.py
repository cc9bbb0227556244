"""Settings -> Support: let DIA'LOG staff in for a while, see what they looked at, end it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared_apps.accounts.queries import names_of
from shared_apps.core.errors import DomainError
from shared_apps.core.http import reauthenticated, refusal, requires
from shared_apps.support import operations, queries
from shared_apps.support.areas import labels
from shared_apps.support.models import Grant
from tenant_apps.audit.queries import passages, passages_under
from tenant_apps.team import permissions
from tenant_apps.team.forms import SupportForm
from tenant_apps.team.views import account_of, tenant

PER_PAGE = 25


@require_safe
@requires(permissions.VIEW_SUPPORT)
def support(request: HttpRequest) -> HttpResponse:
    """Show who of DIA'LOG may look at what now, and every time before."""
    page = Paginator(queries.grants_of(tenant().id), PER_PAGE).get_page(request.GET.get("page"))
    people = names_of(grant.decided_by_id for grant in page)
    rows = [_row(grant, people) for grant in page]
    return render(request, "team/support.html", {"page": page, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@reauthenticated
@requires(permissions.GRANT_SUPPORT)
def support_grant(request: HttpRequest) -> HttpResponse:
    """Let support in."""
    form = SupportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            grant = operations.grant_support(tenant().id, **form.cleaned_data, by=account_of(request))
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            operations.carry_note(grant_id=grant.pk, event="support.grant.given", by=account_of(request))
            messages.success(request, "Support may come in. You can end it here at any time.")
            return redirect("team:support")
    return render(request, "team/support_form.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@requires(permissions.VIEW_SUPPORT)
def support_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one grant and everything that was looked at under it."""
    grant = get_object_or_404(queries.grants_of(tenant().id), pk=pk)
    page = Paginator(passages_under(grant.pk), PER_PAGE).get_page(request.GET.get("page"))
    found = passages(page.object_list)
    people = names_of([grant.decided_by_id, grant.asked_by_id, *(one.account_id for one in found)])
    context = _row(grant, people) | {
        "page": page,
        "asked_by": people.get(grant.asked_by_id, ""),
        "passages": [(one, people.get(one.account_id, "") if one.account_id else "") for one in found],
    }
    return render(request, "team/support_detail.html", context)


@require_POST
@requires(permissions.GRANT_SUPPORT)
def support_revocation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End support's access at once."""
    get_object_or_404(queries.grants_of(tenant().id), pk=pk)
    try:
        grant = operations.revoke(pk, tenant().id, by=account_of(request))
    except DomainError as error:
        return refusal(request, error)
    operations.carry_note(grant_id=grant.pk, event="support.grant.revoked", by=account_of(request))
    messages.success(request, "Support's access has ended.")
    return redirect("team:support")


def _row(grant: Grant, people: dict[UUID, str]) -> dict[str, Any]:
    by = people.get(grant.decided_by_id, "") if grant.decided_by_id else ""
    return {"grant": grant, "areas": labels(grant.areas), "by": by}
