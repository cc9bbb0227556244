"""What DIA'LOG told this jeweler; read from the controller's half."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from shared_apps.core.http import requires
from shared_apps.notices.operations import put_away
from shared_apps.notices.queries import given_to
from shared_apps.notices.reading import read, titled
from tenant_apps.team import permissions
from tenant_apps.team.views import member_of, tenant


@require_safe
@requires(permissions.VIEW_NOTICES)
def notice_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(given_to(tenant().id), 30).get_page(request.GET.get("page"))
    return render(request, "team/notice_list.html", {"page": page, "notices": titled(page.object_list)})


@require_safe
@requires(permissions.VIEW_NOTICES)
def notice_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    notice = get_object_or_404(given_to(tenant().id), pk=pk)
    return render(request, "team/notice_detail.html", {"notice": notice, "reading": read(notice)})


@require_POST
@requires(permissions.CLOSE_NOTICES)
def notice_closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a notice away for the person who closes it, and stay where one was."""
    notice = get_object_or_404(given_to(tenant().id), pk=pk)
    put_away(notice, account_id=member_of(request).account_id, jeweler_id=tenant().id)
    came_from = urlsplit(request.headers.get("Referer", ""))
    return HttpResponseRedirect(came_from.path if came_from.netloc == request.get_host() else "/")
