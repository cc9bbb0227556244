"""What every answer of every host carries: three cookies at most, exact policies, nothing a cache may keep."""

import pytest
from django.conf import settings
from django.test import Client

from shared_apps.tenancy.hosts import Surface, host_on
from tests.arch.urls import every_route
from tests.arch.visits import entitled, path_of
from tests.arch.world import Visitor

pytestmark = pytest.mark.django_db(databases=["default", "controller"])

ROUTES = every_route()
BODY = {"content_type": "application/x-www-form-urlencoded"}

SESSION, CSRF, PORTAL = "__Host-session", "__Host-csrf", "__Host-portal"
COOKIES = {
    Surface.SITE: set(),
    Surface.APP: {SESSION, CSRF},
    Surface.CONSOLE: {SESSION, CSRF},
    Surface.WORKSPACE: {SESSION, CSRF, PORTAL},
}

BASE = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'self'; font-src 'self'; img-src 'self'"
TO_APP = f"form-action 'self' http://{settings.APP_HOST}"
POLICIES = {
    Surface.SITE: f"{BASE}; form-action 'self'",
    Surface.APP: f"{BASE}; form-action 'self' http://*.{settings.APP_HOST}; script-src 'self'; connect-src 'self'",
    Surface.CONSOLE: f"{BASE}; {TO_APP}; script-src 'self'; connect-src 'self'",
    Surface.WORKSPACE: f"{BASE}; {TO_APP}; script-src 'self'; connect-src 'self' {settings.S3_PUBLIC_ENDPOINT}",
}
# A file is nobody's page: opened by itself it may do nothing.
SANDBOX = "sandbox; default-src 'none'"
# A mail is looked at in the demo as a careful mail program shows it: with its own styles, and nothing fetched.
AS_MAIL = "default-src 'none'; style-src 'unsafe-inline'"
MAIL_PAGES = {"mailbox:kind_page", "mailbox:letter_page"}
FILES = {"library:file_rendition", "library:file_download", "privacy:export_download"}
# Pictures are kept by the one browser and asked about every time, so that a page of fifty does not load them anew.
KEPT_BY_THE_BROWSER = {"library:file_rendition"}


def check(response, surface, *, policy=None, cache="no-store"):
    """Assert what holds for every answer on a surface."""
    assert set(response.cookies) <= COOKIES[surface]
    for morsel in response.cookies.values():
        assert (morsel["secure"], morsel["path"], morsel["domain"], morsel["samesite"]) == (True, "/", "", "Lax")
        assert morsel["httponly"] is True or (morsel.value, morsel["max-age"]) == ("", 0)
    headers = response.headers
    assert headers["Content-Security-Policy"] == (policy or POLICIES[surface])
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert {"Content-Security-Policy-Report-Only", "NEL", "Report-To", "Server"} & set(headers) == set()
    if surface is not Surface.SITE:
        assert cache in headers["Cache-Control"]


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.id)
def test_every_answer_carries_what_its_surface_promises(world, route):
    path, tenant = path_of(world, route), world.a.tenant if route.surface is Surface.WORKSPACE else None
    for visitor in (entitled(world, route), Visitor(route.surface, tenant)):
        for method in ("GET", "POST"):
            response = visitor.ask(method, path, **BODY)
            is_file = route.name in FILES and response.status_code == 200
            is_mail = route.name in MAIL_PAGES and response.status_code == 200
            is_kept = route.name in KEPT_BY_THE_BROWSER and response.status_code == 200
            check(
                response,
                route.surface,
                policy=SANDBOX if is_file else AS_MAIL if is_mail else None,
                cache="private, no-cache" if is_kept else "no-store",
            )


def test_pictures_and_files_are_given_as_files(world):
    owner = world.a.people["owner"]
    for route in ROUTES:
        if route.name in FILES:
            response = owner.ask("GET", path_of(world, route))
            assert (response.status_code, response.headers["Content-Security-Policy"]) == (200, SANDBOX)


@pytest.mark.parametrize("surface", Surface)
def test_errors_carry_it_as_well(world, surface):
    tenant = world.a.tenant if surface is Surface.WORKSPACE else None
    nobody, post = Visitor(surface, tenant), "/sign-in/" if surface is Surface.APP else "/contact"
    check(nobody.ask("GET", "/nothing/like/this/"), surface)
    check(nobody.ask("DELETE", "/"), surface)
    check(nobody.ask("POST", post, headers={"Sec-Fetch-Site": "cross-site"}), surface)
    check(nobody.ask("GET", "/%00"), surface)


def test_a_form_without_its_token_is_refused_in_the_same_dress(world):
    place = host_on(Surface.WORKSPACE, world.a.tenant)
    client = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": "same-origin"}, HTTP_HOST=place)
    response = client.post("/portal/sign-in/", {"email": "first@example.com"})

    assert response.status_code == 403
    check(response, Surface.WORKSPACE)


def test_each_cookie_is_set_somewhere(world):
    """The test above would pass on a product that sets none."""
    tenant = world.a.tenant
    session = Visitor(Surface.WORKSPACE, tenant).ask("GET", "/session/start/")
    door = Visitor(Surface.WORKSPACE, tenant).ask("GET", "/portal/sign-in/")
    asked = Visitor(Surface.WORKSPACE, tenant).ask(
        "POST", "/portal/sign-in/", data="email=somebody%40example.com", **BODY
    )

    assert (set(session.cookies), set(door.cookies)) == ({SESSION}, {CSRF})
    assert PORTAL in asked.cookies
    check(asked, Surface.WORKSPACE)


def test_the_settings_name_these_cookies_and_no_domain():
    assert {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.PORTAL_COOKIE_NAME} == {
        SESSION,
        CSRF,
        PORTAL,
    }
    assert settings.SESSION_COOKIE_DOMAIN is settings.CSRF_COOKIE_DOMAIN is None
    assert settings.MESSAGE_STORAGE.endswith(".SessionStorage")


def test_a_session_is_good_on_the_host_it_was_opened_on_and_nowhere_else(world):
    hosts = {
        "workspace a": world.a.people["owner"],
        "workspace b": world.b.people["owner"],
        "console": world.people["staff"],
        "app": world.people["account"],
    }
    met = {
        (there, here): hosts[there].moved(visitor.surface, visitor.tenant).ask("GET", "/").status_code
        for here, visitor in hosts.items()
        for there in hosts
    }

    assert met == {(there, here): 200 if there == here else 302 for here in hosts for there in hosts}


def test_a_clients_session_is_good_at_its_jeweler_only(world):
    client = world.a.people["client"]

    assert client.ask("GET", "/portal/").status_code == 200
    assert client.moved(Surface.WORKSPACE, world.b.tenant).ask("GET", "/portal/").status_code == 302
