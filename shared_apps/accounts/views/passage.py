"""The workspace's and console's side of entering: start, open, close."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from shared_apps.accounts import operations
from shared_apps.accounts.models import HandOff
from shared_apps.accounts.paths import local_path
from shared_apps.accounts.queries import is_member
from shared_apps.accounts.sessions import GUEST_LEAVE, OPENED_FROM, HostSessionStore
from shared_apps.accounts.views.marks import account_of, forget_here, is_navigation, session_of
from shared_apps.core.guests import pass_of
from shared_apps.core.http import public, refusal
from shared_apps.tenancy.context import Tenant
from shared_apps.tenancy.hosts import Surface, host_on, url_on
from shared_apps.tenancy.middleware import allowed_when_suspended

STATES = "entering"
MOST_STATES = 5


@public
@require_GET
@allowed_when_suspended
def session_start(request: HttpRequest) -> HttpResponse:
    """Remember in this browser that it asked to come in, and send it to the App host."""
    state = secrets.token_urlsafe(32)
    request.session[STATES] = [*request.session.get(STATES, []), state][-MOST_STATES:]
    query = {"next": local_path(request.GET.get("next")), "state": state}
    if request.GET.get("fresh") == "1":
        query["fresh"] = "1"
    return HttpResponseRedirect(url_on(Surface.APP, f"/enter/{_where(request)}/?{urlencode(query)}"))


@public
@require_GET
@allowed_when_suspended
def session_open(request: HttpRequest) -> HttpResponse:
    """Use a hand-off up and open a session of this host."""
    try:
        passage = _taken(request)
    except operations.HandOffRefused as error:
        return refusal(request, error, status=403)
    session = session_of(request)
    login(request, passage.account, backend=settings.AUTHENTICATION_BACKENDS[0])
    session.authenticated_at = passage.authenticated_at
    session[OPENED_FROM] = str(passage.session_id)
    _keep_pass(session, passage)
    response = HttpResponseRedirect(local_path(request.GET.get("next")))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@public
@require_http_methods(["GET", "POST"])
@allowed_when_suspended
def session_close(request: HttpRequest) -> HttpResponse:
    """End this session, the App session it was opened from and all others opened from that one."""
    if request.method == "GET":
        return render(request, "accounts/leave.html")
    if request.user.is_authenticated:
        opener = request.session.get(OPENED_FROM)
        if opener:
            operations.end_session(account_of(request), opener, by=account_of(request))
        request.session.flush()
    return forget_here(HttpResponseRedirect(url_on(Surface.APP, "/signed-out/")))


def _keep_pass(session: HostSessionStore, passage: HandOff) -> None:
    """Bind a guest's session to the leave it was opened under; a member's needs none."""
    if passage.jeweler_id and not is_member(passage.account, passage.jeweler_id):
        session[GUEST_LEAVE] = str(pass_of(passage.account, passage.jeweler_id))


def _taken(request: HttpRequest) -> HandOff:
    """Take the hand-off for one of the states this browser holds; raises HandOffRefused."""
    states: list[str] = request.session.pop(STATES, [])
    if not is_navigation(request) or not states:
        request.session[STATES] = states
        raise operations.HandOffRefused
    tenant = _tenant(request)
    token = request.GET.get("token", "")
    host = host_on(_surface(request), tenant)
    return operations.take_hand_off(token, host=host, jeweler_id=tenant.id if tenant else None, states=states)


def _where(request: HttpRequest) -> str:
    tenant = _tenant(request)
    return tenant.slug if tenant else _surface(request).value


def _tenant(request: HttpRequest) -> Tenant | None:
    tenant: Tenant | None = request.tenant  # type: ignore[attr-defined]
    return tenant


def _surface(request: HttpRequest) -> Surface:
    surface: Surface = request.surface  # type: ignore[attr-defined]
    return surface
