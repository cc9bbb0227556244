"""What each surface's requests pass through; the Site has no session, no CSRF cookie, no account (P28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.csp import CSP, build_policy

from shared_apps.accounts import agreement
from shared_apps.accounts.browsers import browser_family
from shared_apps.accounts.queries import has_second_factor
from shared_apps.accounts.sessions import HostSessionStore
from shared_apps.core.http import redirect
from shared_apps.core.roles import Role
from shared_apps.tenancy.hosts import Surface, host_on, url_on
from tenant_apps.team.enums import Standing
from tenant_apps.team.queries import agreement_standing, member_of_account

APP_SURFACES = frozenset({Surface.APP, Surface.CONSOLE, Surface.WORKSPACE})
HOOKS = "/hooks/"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

GetResponse = Callable[[HttpRequest], HttpResponse]


class Confined:
    """A middleware that exists on the given surfaces only."""

    surfaces: frozenset[Surface] = APP_SURFACES

    def __call__(self, request: HttpRequest) -> Any:
        if request.surface in self.surfaces:  # type: ignore[attr-defined]
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)  # type: ignore[attr-defined]

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        parent = getattr(super(), "process_view", None)
        if parent is None or request.surface not in self.surfaces:  # type: ignore[attr-defined]
            return None
        return parent(request, *args)


class AppSessions(Confined, SessionMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        tenant = request.tenant  # type: ignore[attr-defined]
        request.session = HostSessionStore(
            request.COOKIES.get(settings.SESSION_COOKIE_NAME),
            host=host_on(request.surface, tenant),  # type: ignore[attr-defined]
            jeweler_id=tenant.id if tenant else None,
            browser=browser_family(request.headers.get("User-Agent", "")),
        )


class AppCsrf(Confined, CsrfViewMiddleware):
    pass


class AppAuthentication(Confined, AuthenticationMiddleware):
    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.authenticated_at = request.session.authenticated_at  # type: ignore[attr-defined]


class AppMessages(Confined, MessageMiddleware):
    pass


class AppMembers:
    """Sets ``request.member`` and ``request.actor`` in a workspace."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.surface is Surface.WORKSPACE:  # type: ignore[attr-defined]
            user = request.user
            request.member = member_of_account(user.pk) if user.is_authenticated else None  # type: ignore[attr-defined]
            request.actor = request.member  # type: ignore[attr-defined]
        elif request.surface in APP_SURFACES:  # type: ignore[attr-defined]
            request.actor = request.user if request.user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)


class AgreementFirst:
    """Leads an owner to the agreement once it is due; before that a banner asks (P10). Copies stay possible."""

    OPEN = ("/team/agreement/", "/team/providers/", "/session/", "/portal/", "/settings/data/", "/api/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        member = getattr(request, "member", None)
        reads = request.method == "GET" and not request.path.startswith(self.OPEN)
        if member and member.role == Role.OWNER and reads:
            request.agreement_standing = self.standing(request)  # type: ignore[attr-defined]
            if request.agreement_standing is Standing.DUE:  # type: ignore[attr-defined]
                return redirect(request, "/team/agreement/")
        return self.get_response(request)

    @staticmethod
    def standing(request: HttpRequest) -> Standing:
        if request.session.get("agreement") == agreement.current().version:
            return Standing.ACCEPTED
        standing = agreement_standing()
        if standing is Standing.ACCEPTED:
            request.session["agreement"] = agreement.current().version
        return standing


class StaffSecondFactor:
    """Leads DIA'LOG staff without a second factor to setting one up, whatever page they ask for."""

    surfaces = frozenset({Surface.APP, Surface.CONSOLE})

    OPEN = ("/account/security/", "/account/reauthenticate/", "/enter/app/", "/sign-out/", "/session/close/")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.surface in self.surfaces and self.is_due(request):  # type: ignore[attr-defined]
            return redirect(request, url_on(Surface.APP, "/account/security/"))
        return self.get_response(request)

    def is_due(self, request: HttpRequest) -> bool:
        user = request.user
        if not user.is_authenticated or not user.is_staff or request.path.startswith(self.OPEN):
            return False
        return not has_second_factor(user.pk)


class SameOriginPosts:
    """Refuses unsafe requests from other origins by Sec-Fetch-Site, else by Origin (promises, section E.4)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE_METHODS and not (self.is_same_origin(request) or self.is_from_server(request)):
            response = render(request, "ui/errors/403_origin.html", status=403)
        else:
            response = self.get_response(request)
        if request.method not in SAFE_METHODS:
            response.headers["Vary"] = "Sec-Fetch-Site, Origin"
        return response

    @staticmethod
    def is_from_server(request: HttpRequest) -> bool:
        """Tell whether it is a report of another server: it proves itself by a secret, and no cookie is read."""
        said_by_browser = {"Sec-Fetch-Site", "Origin"} & set(request.headers)
        at_app = request.surface is Surface.APP  # type: ignore[attr-defined]
        return at_app and request.path.startswith(HOOKS) and not said_by_browser

    @staticmethod
    def is_same_origin(request: HttpRequest) -> bool:
        fetched = request.headers.get("Sec-Fetch-Site")
        if fetched is not None:
            return fetched == "same-origin"
        origin = urlsplit(request.headers.get("Origin", ""))
        return (origin.scheme, origin.netloc) == (request.scheme, request.get_host())


class PrivateCaching:
    """Nothing of the App is kept by a browser or a proxy; the Site's views say for themselves."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.surface in APP_SURFACES:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ContentSecurityPolicy:
    """One exact policy a surface, without inline code anywhere."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        store = urlsplit(settings.S3_PUBLIC_ENDPOINT)
        uploads = f"{store.scheme}://{store.netloc}"
        own = {name: [CSP.SELF] for name in ("style-src", "font-src", "img-src")}
        closed: dict[str, Any] = {
            "default-src": [CSP.NONE],
            "base-uri": [CSP.NONE],
            "frame-ancestors": [CSP.NONE],
        }
        site = closed | own | {"form-action": [CSP.SELF]}
        scripts = site | {"script-src": [CSP.SELF], "connect-src": [CSP.SELF]}
        # Browsers check form-action along redirects too, and a form may end in a hand-off between our own hosts.
        to_workspaces = [CSP.SELF, f"{settings.SCHEME}://*.{settings.APP_HOST}"]
        to_app = [CSP.SELF, url_on(Surface.APP, "")]
        console = scripts | {"form-action": to_app}
        self.policies = {
            Surface.SITE: build_policy(site),
            Surface.APP: build_policy(scripts | {"form-action": to_workspaces}),
            Surface.CONSOLE: build_policy(console),
            Surface.WORKSPACE: build_policy(console | {"connect-src": [CSP.SELF, uploads]}),
        }

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.policies[request.surface]  # type: ignore[attr-defined]
        response.headers.setdefault(str(CSP.HEADER_ENFORCE), policy)
        response.headers.setdefault(
            "Permissions-Policy", "geolocation=(), camera=(), microphone=(), browsing-topics=()"
        )
        response.headers.setdefault("X-Frame-Options", "DENY")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
