"""Proving again who one is, for people who have neither password nor second factor."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from shared_apps.accounts import letters
from shared_apps.accounts.forms import CodeForm
from shared_apps.accounts.paths import local_path
from shared_apps.accounts.views.marks import account_of
from shared_apps.core.clock import now
from shared_apps.core.http import signed_in

PENDING = "reauthentication"
GOOD_FOR_SECONDS = 600
ATTEMPTS = 3


@require_http_methods(["GET", "POST"])
@signed_in
def reauthentication_by_code(request: HttpRequest) -> HttpResponse:
    """Mail a code, then ask for it."""
    path = local_path(request.GET.get("next") or request.POST.get("next"))
    if request.POST.get("act") == "send":
        _send(request)
    pending = _pending(request)
    if request.method == "GET" or request.POST.get("act") == "send" or pending is None:
        return _page(request, path, CodeForm(), sent=pending is not None)
    form = CodeForm(request.POST, expected=pending["code"])
    if not form.is_valid():
        pending["attempts"] += 1
        request.session[PENDING] = pending if pending["attempts"] < ATTEMPTS else None
        return _page(request, path, form, sent=request.session[PENDING] is not None, status=422)
    del request.session[PENDING]
    record_authentication(request, account_of(request), method="code", reauthenticated=True)
    return redirect(path)


def _page(request: HttpRequest, path: str, form: CodeForm, *, sent: bool, status: int = 200) -> HttpResponse:
    context = {"form": form, "next": path, "sent": sent}
    return render(request, "accounts/reauthentication_by_code.html", context, status=status)


def _send(request: HttpRequest) -> None:
    account = account_of(request)
    if not consume(request, action="request_login_code", key=str(account.pk)):
        return
    code = get_adapter().generate_login_code()
    request.session[PENDING] = {"code": code, "until": now().timestamp() + GOOD_FOR_SECONDS, "attempts": 0}
    letters.post("accounts.reauthentication_code", account.email, {"code": code})


def _pending(request: HttpRequest) -> dict[str, Any] | None:
    pending: dict[str, Any] | None = request.session.get(PENDING)
    return pending if pending and pending["until"] >= now().timestamp() else None
