"""Signing in as a browser does it: a code, a passkey, the walk into a workspace, and what the policies let through."""

import threading

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from shared_apps.accounts.models import Session
from shared_apps.tenancy.hosts import Surface, host_on, url_on
from tests.support.people import make_account, make_member

PLATFORM_AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class QuietHandler(WSGIRequestHandler):
    def log_message(self, *_):
        """Say nothing: addresses hold tokens."""


@pytest.fixture
def server(committed_db):
    """Serve the whole system on the App's own port."""
    port = int(settings.APP_HOST.rpartition(":")[2])
    httpd = ThreadedWSGIServer(("127.0.0.1", port), QuietHandler)
    httpd.daemon_threads = True
    httpd.set_app(StaticFilesHandler(get_wsgi_application()))
    thread = threading.Thread(target=httpd.serve_forever, daemon=True)
    thread.start()
    yield
    httpd.shutdown()
    httpd.server_close()
    thread.join()


@pytest.fixture
def page(server, chromium):
    """A page of a fresh browser with a passkey-keeping device; complaints of its console are in ``page.said``."""
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.said = []
    page.on("console", lambda message: page.said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.said.append(str(error)))
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": PLATFORM_AUTHENTICATOR})
    yield page
    context.close()


def sign_in_by_code(page, email, post_box):
    page.goto(url_on(Surface.APP, "/sign-in/"))
    page.fill("input[name=email]", email)
    page.click("text=Send me a code")
    page.fill("input[name=code]", post_box()[-1]["context"]["code"])
    page.click("main button[type=submit]:has-text('Sign in')")


def test_a_person_signs_in_enters_adds_a_passkey_leaves_and_returns_with_it(page, jeweler_a, post_box):
    make_member(jeweler_a, "owner", account=make_account("ada@example.com", name="Ada"))

    sign_in_by_code(page, "ada@example.com", post_box)
    page.wait_for_url(url_on(Surface.WORKSPACE, "/", jeweler_a))
    page.goto(url_on(Surface.WORKSPACE, "/team/", jeweler_a))
    assert page.inner_text("h1") == "Team"

    page.goto(url_on(Surface.APP, "/account/security/passkeys/new/"))
    page.click("main button:has-text('Add')")
    page.wait_for_url("**/account/security/codes/")
    assert Authenticator.objects.filter(type="webauthn").count() == 1

    page.goto(url_on(Surface.WORKSPACE, "/session/close/", jeweler_a))
    page.click("main button:has-text('Sign out')")
    page.wait_for_url("**/signed-out/")
    assert Session.objects.count() == 0
    assert [cookie["name"] for cookie in page.context.cookies()] == [settings.CSRF_COOKIE_NAME]

    page.goto(url_on(Surface.WORKSPACE, "/team/", jeweler_a))
    page.click("button:has-text('Use a passkey')")
    page.wait_for_url(url_on(Surface.WORKSPACE, "/team/", jeweler_a))

    names = {(cookie["name"], cookie["domain"]) for cookie in page.context.cookies()}
    hosts = {host.partition(":")[0] for host in (settings.APP_HOST, host_on(Surface.WORKSPACE, jeweler_a))}
    assert {domain for _, domain in names} == hosts
    assert {name for name, _ in names} <= settings.COOKIES
    assert page.said == []
