"""The console is for staff with a second factor, and it knows nothing of jewelers' clients (P9, P58)."""

import ast
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from shared_apps.core.http import Access
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface, host_on, url_on
from tenant_apps.clients import operations as clients
from tests.support.people import browser, make_account, make_member, signed_in_client

URLCONF = "config.urls.console"
ROOT = Path(__file__).parents[3]


def console_patterns():
    (console,) = [found for found in get_resolver(URLCONF).url_patterns if found.namespace == "console"]
    return console.url_patterns


def path_of(pattern):
    arguments = {name: uuid4() for name in pattern.pattern.regex.groupindex}
    return reverse(f"console:{pattern.name}", urlconf=URLCONF, kwargs=arguments)


@pytest.mark.parametrize("pattern", console_patterns(), ids=lambda pattern: pattern.name)
def test_every_address_asks_for_staff(pattern):
    assert pattern.callback.access in {Access("staff"), Access("staff", fresh=True)}


@pytest.mark.parametrize("pattern", console_patterns(), ids=lambda pattern: pattern.name)
def test_a_stranger_is_led_to_sign_in(db, pattern):
    response = browser(Surface.CONSOLE).get(path_of(pattern))

    if response.status_code != 405:
        assert response.status_code == 302
        assert response.headers["Location"].startswith(url_on(Surface.APP, "/enter/console/?next="))


@pytest.mark.parametrize("pattern", console_patterns(), ids=lambda pattern: pattern.name)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_owner_of_a_workspace_is_refused(jeweler_a, pattern, method):
    client = signed_in_client(make_member(jeweler_a, "owner"), surface=Surface.CONSOLE)

    assert getattr(client, method)(path_of(pattern)).status_code in {403, 405}


def test_staff_without_a_second_factor_are_led_to_setting_one_up(staff):
    Authenticator.objects.filter(user=staff.account).delete()

    response = staff.get("/")

    assert (response.status_code, response.headers["Location"]) == (302, url_on(Surface.APP, "/account/security/"))


def test_a_session_of_the_app_host_is_worth_nothing_here(db):
    account = make_account("staff@dialogjewelers.com", is_staff=True)
    elsewhere = signed_in_client(account, surface=Surface.APP)
    here = Client(HTTP_HOST=host_on(Surface.CONSOLE), headers={"Sec-Fetch-Site": "same-origin"})
    here.cookies[settings.SESSION_COOKIE_NAME] = elsewhere.cookies[settings.SESSION_COOKIE_NAME].value

    assert here.get("/").status_code == 302


@pytest.mark.parametrize("origin", ["same-site", "cross-site", "none"])
def test_a_post_from_elsewhere_changes_nothing(staff, brief, origin):
    response = staff.post(f"/briefs/{brief.pk}/acknowledgement/", headers={"Sec-Fetch-Site": origin})

    brief.refresh_from_db()
    assert (response.status_code, brief.acknowledged_at) == (403, None)


def test_a_post_without_its_token_changes_nothing(staff_client, brief):
    client = staff_client(enforce_csrf_checks=True)

    response = client.post(f"/briefs/{brief.pk}/acknowledgement/")

    brief.refresh_from_db()
    assert (response.status_code, brief.acknowledged_at) == (403, None)


def test_nothing_of_a_jewelers_clients_is_shown(staff, brief, jeweler_a, client_as, member_as):
    with jeweler_context(jeweler_a):
        clients.create_client(given_name="Canary-4711", by=member_as("owner"))

    pages = ("/", "/jewelers/", f"/jewelers/{jeweler_a.id}/", f"/briefs/{brief.pk}/", "/providers/")
    assert [page for page in pages if "Canary-4711" in staff.get(page).content.decode()] == []
    assert "Nothing matches" in staff.get("/?q=Canary-4711").content.decode()


def test_no_code_of_the_console_touches_a_tenant_app():
    trees = {path.name: ast.parse(path.read_text()) for path in (ROOT / "shared_apps" / "console").rglob("*.py")}
    imported = [
        (name, node.module or "")
        for name, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    ]

    assert [pair for pair in imported if pair[1].startswith(("tenant_apps", "shared_apps.core.crossings"))] == []


@pytest.mark.parametrize("path", ["/clients/?q=%00", "/designs/?q=%00x", "/clients/leads/?q=%00"])
def test_a_search_for_what_the_database_cannot_hold_is_answered(client_as, path):
    assert client_as("owner").get(path).status_code == 200
