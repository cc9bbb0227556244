"""The way into the portal: ask, wait, confirm. Nothing here tells whether an address is known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shared_apps.core.errors import DomainError
from shared_apps.core.http import public, sender_address
from tenant_apps.portal import queries
from tenant_apps.portal.forms import AskForm, CodeForm
from tenant_apps.portal.models import SignInLink
from tenant_apps.portal.operations import doors, sign_in
from tenant_apps.portal.sessions import (
    ASKING,
    IN,
    client_required,
    cookie_of,
    device_of,
    drop_cookie,
    session_in,
    set_cookie,
)
from tenant_apps.portal.tokens import code_of, mark_of_browser, new_token
from tenant_apps.team.queries import house

get_or_post = require_http_methods(["GET", "HEAD", "POST"])

WAITING_LIFE = timedelta(minutes=20)


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Render a page of the portal in the jeweler's own face."""
    face = house()
    session = getattr(request, "portal_session", None)
    nav = [("Home", "portal:home"), ("My data", "portal:data"), ("Devices", "portal:sessions")] if session else []
    shell = {
        "house": face,
        "brand_hue": face.hue if face else "",
        "privacy_notice_url": reverse("portal:notice"),
        "portal_home": reverse("portal:home"),
        "portal_session": session,
        "nav": [
            {"label": label, "url": reverse(name), "current": request.path == reverse(name)} for label, name in nav
        ],
    }
    return render(request, template, shell | context, status=status)


@get_or_post
@public
def sign_in_page(request: HttpRequest) -> HttpResponse:
    if session_in(request):
        return redirect("portal:home")
    form = AskForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return page(request, "portal/sign_in.html", {"form": form}, status=422 if form.errors else 200)
    browser = new_token()
    try:
        sign_in.ask_for_link(email=form.cleaned_data["email"], browser=browser, ip=sender_address(request))
    except DomainError as error:
        status = 429 if isinstance(error, sign_in.TooManyRequests) else 503
        return page(request, "portal/sign_in.html", {"form": form, "refusal": error.message}, status=status)
    response = redirect("portal:sent")
    set_cookie(response, ASKING, browser, WAITING_LIFE)
    return response


@require_GET
@public
def sent(request: HttpRequest) -> HttpResponse:
    browser = cookie_of(request, ASKING)
    if not browser:
        return redirect("portal:sign_in")
    return page(request, "portal/sent.html", {"code": code_of(browser)})


@get_or_post
@public
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show who would sign in; only a POST of a person's own making uses the link up."""
    link = queries.live_link(token)
    if link is None:
        return page(request, "portal/expired.html", {}, status=410)
    if request.method == "POST":
        return _consume(request, link, token)
    return _ask_to_confirm(request, link, None, status=200)


def _ask_to_confirm(request: HttpRequest, link: SignInLink, form: CodeForm | None, *, status: int) -> HttpResponse:
    same_browser = mark_of_browser(cookie_of(request, ASKING)) == bytes(link.browser_hash)
    form = form or (None if same_browser else CodeForm())
    return page(request, "portal/confirm.html", {"link": link, "form": form}, status=status)


def _consume(request: HttpRequest, link: SignInLink, token: str) -> HttpResponse:
    code = "".join(request.POST.get("code", "").split())
    form = CodeForm({"code": code})
    if code and not form.is_valid():
        return _ask_to_confirm(request, link, form, status=422)
    try:
        signed_in = sign_in.sign_in(
            token=token,
            browser=cookie_of(request, ASKING),
            code=code,
            device=device_of(request),
            by_hand=request.headers.get("Sec-Fetch-User") == "?1",
        )
    except sign_in.LinkExpired:
        return page(request, "portal/expired.html", {}, status=410)
    except (sign_in.CodeNeeded, sign_in.CodeWrong) as error:
        form.is_valid()
        form.errors.clear()
        form.add_error("code", error.message)
        return _ask_to_confirm(request, link, form, status=422)
    response = redirect("portal:home")
    set_cookie(response, IN, signed_in.key, sign_in.SESSION_LIFE)
    return response


@require_POST
@client_required
def sign_out(request: HttpRequest) -> HttpResponse:
    doors.sign_out(request.portal_session)  # type: ignore[attr-defined]
    response = redirect("portal:sign_in")
    drop_cookie(response)
    return response


@require_GET
@public
def notice(request: HttpRequest) -> HttpResponse:
    session = session_in(request)
    if session:
        request.portal_session = session  # type: ignore[attr-defined]
    return page(request, "portal/notice.html", {})
