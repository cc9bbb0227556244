"""Staff in a workspace: let in by a live grant, kept to it, and written down page by page."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.db import DatabaseError

from config import support
from shared_apps.accounts.models import Account, Session
from shared_apps.accounts.sessions import GUEST_LEAVE, HostSessionStore
from shared_apps.core.clock import now
from shared_apps.support import operations
from shared_apps.support.areas import KEYS, permissions_in
from shared_apps.support.models import Grant, Visit
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface, url_on
from tenant_apps.audit.models import TrailEvent, TrailPayload
from tenant_apps.audit.operations import JEWELER_TRAIL
from tenant_apps.clients.models import Client
from tests.arch.urls import every_route
from tests.shared.accounts.test_passages import Browser, enter_url
from tests.shared.support.conftest import WHY, make_grant, visitor
from tests.support.people import signed_in_client


def passages(tenant):
    """Return what the jeweler's own trail says of support."""
    with jeweler_context(tenant):
        rows = TrailEvent.objects.filter(event__startswith="support.page").order_by("seq")
        facts = dict(TrailPayload.objects.values_list("event_id", "facts"))
        return [(row.event, row.actor_kind, row.actor_id, row.object_id, facts[row.pk]) for row in rows]


def test_each_page_read_is_in_the_jewelers_own_trail(jeweler_a, staff, grant, client_of_a):
    browser = visitor(staff, jeweler_a, grant)

    assert browser.get("/clients/").status_code == 200
    assert "Margot Lau" in browser.get(f"/clients/{client_of_a.pk}/").content.decode()

    read = ("support.page.read", "support", staff.pk, grant.pk)
    assert passages(jeweler_a) == [
        (*read, {"route": "clients:client_list", "objects": "", "method": "GET"}),
        (*read, {"route": "clients:client_detail", "objects": str(client_of_a.pk), "method": "GET"}),
    ]
    assert Visit.objects.values_list("grant_id", "account_id", "pages").get() == (grant.pk, staff.pk, 2)
    with jeweler_context(jeweler_a):
        assert JEWELER_TRAIL.first_broken_link() is None


def test_what_cannot_be_written_down_is_not_shown(jeweler_a, staff, grant, client_of_a, monkeypatch):
    def fail(*_args, **_facts):
        raise DatabaseError

    monkeypatch.setattr(support, "note_visitor", fail)
    response = visitor(staff, jeweler_a, grant, raise_request_exception=False).get(f"/clients/{client_of_a.pk}/")

    assert (response.status_code, "Margot" in response.content.decode()) == (500, False)
    assert passages(jeweler_a) == []


def test_a_grant_that_runs_out_ends_the_session_at_the_next_request(jeweler_a, staff, grant):
    browser = visitor(staff, jeweler_a, grant)
    assert browser.get("/clients/").status_code == 200
    Grant.objects.update(ends_at=now() + timedelta(minutes=10))

    with time_machine.travel(now() + timedelta(minutes=10, seconds=1)):
        assert browser.get("/clients/").status_code == 404
    assert Session.objects.filter(jeweler_id=jeweler_a.id, account=staff).count() == 0
    assert len(passages(jeweler_a)) == 1


def test_a_grant_that_is_ended_ends_the_session_at_the_next_request(jeweler_a, owner, staff, grant):
    browser = visitor(staff, jeweler_a, grant)
    assert browser.get("/").status_code == 200

    operations.revoke(grant.pk, jeweler_a.id, by=owner)

    assert browser.get("/").status_code == 404
    make_grant(jeweler_a, owner)
    assert browser.get("/").headers["Location"].startswith(url_on(Surface.APP, "/enter/"))


@pytest.mark.parametrize("change", [{"is_staff": False}, {"is_active": False}], ids=str)
def test_whoever_is_staff_no_more_is_out(jeweler_a, staff, grant, change):
    browser = visitor(staff, jeweler_a, grant)
    Account.objects.filter(pk=staff.pk).update(**change)

    response = browser.get("/clients/")

    assert response.status_code == 404 or response.headers["Location"].startswith(url_on(Surface.APP, "/enter/"))
    assert passages(jeweler_a) == []


@pytest.mark.parametrize("path", ["/designs/", "/team/", "/team/house/", "/portal-access/comments/"])
def test_only_the_granted_areas_open(jeweler_a, staff, grant, path):
    response = visitor(staff, jeweler_a, grant).get(path)

    assert response.status_code in {403, 404}


def test_writes_are_refused_unless_the_grant_says_so(jeweler_a, staff, grant, client_of_a):
    response = visitor(staff, jeweler_a, grant).post(f"/clients/{client_of_a.pk}/archive/")

    assert (response.status_code, "change nothing" in response.content.decode()) == (403, True)
    assert [event for event, *_ in passages(jeweler_a)] == ["support.page.refused"]
    with jeweler_context(jeweler_a):
        assert Client.objects.get().archived_at is None


def test_a_grant_with_changes_lets_change_and_says_who(jeweler_a, owner, staff, client_of_a):
    grant = make_grant(jeweler_a, owner, may_write=True)
    visitor(staff, jeweler_a, grant).post(f"/clients/{client_of_a.pk}/archive/")

    assert [event for event, *_ in passages(jeweler_a)] == ["support.page.changed"]
    with jeweler_context(jeweler_a):
        assert Client.objects.get().archived_at is not None
        last = TrailEvent.objects.order_by("-seq").first()
        assert (last.event, last.actor_kind, last.actor_id) == ("clients.client.archived", "support", staff.pk)


NEVER = [
    "/settings/data/",
    "/settings/data/deletion/",
    "/team/invitations/new/",
    "/team/support/",
    "/team/support/new/",
    "/team/details/",
    "/portal-access/requests/",
]


@pytest.mark.parametrize("path", NEVER)
def test_some_doors_stay_closed_whatever_was_granted(jeweler_a, owner, staff, path):
    grant = make_grant(jeweler_a, owner, areas=KEYS, may_write=True)
    browser = visitor(staff, jeweler_a, grant)

    # A page that takes no posts says so before it asks who comes.
    assert (browser.get(path).status_code, browser.post(path).status_code in {403, 405}) == (403, True)
    with jeweler_context(jeweler_a):
        assert TrailEvent.objects.filter(event__startswith="privacy.").count() == 0


def workspace_routes():
    return [route for route in every_route() if route.surface is Surface.WORKSPACE]


def path_of(route):
    numbers = {"number": 1, "name": "thumb", "token": "unknown", "kind": "json", "sha256": "0" * 64}
    return route.path(**{name: numbers.get(name, "0190a1b2-0000-7000-8000-000000000000") for name in route.arguments})


@pytest.mark.parametrize("route", workspace_routes(), ids=lambda route: route.name)
def test_without_a_grant_the_workspace_does_not_exist_for_staff(jeweler_a, jeweler_b, grant, staff, route):
    if route.name.startswith("session_"):
        return
    path = path_of(route)
    found = {
        visitor(staff, tenant, under).generic(method, path).status_code
        for tenant, under in ((jeweler_a, None), (jeweler_b, grant))
        for method in ("GET", "POST")
    }

    assert found == {404}


@pytest.mark.parametrize("route", workspace_routes(), ids=lambda route: route.name)
def test_a_read_only_grant_reaches_the_pages_of_its_areas_and_changes_nothing(jeweler_a, owner, staff, route):
    if route.name.startswith("session_"):
        return
    browser = visitor(staff, jeweler_a, make_grant(jeweler_a, owner, areas=KEYS))
    path = path_of(route)
    got, posted = browser.get(path), browser.post(path)

    if route.mark.kind != "member":
        assert (got.status_code, posted.status_code) == (404, 404)
    elif route.mark.permission.name in permissions_in(KEYS, may_write=False):
        assert got.status_code in {200, 302, 404, 405}
        assert (posted.status_code, "change nothing" in posted.content.decode()) == (403, True)
    else:
        assert got.status_code in {403, 405}
        assert posted.status_code == 403


def test_the_door_leads_staff_without_a_grant_to_nothing(jeweler_a, staff, app_client):
    _visited, response = Browser().adopt(app_client(staff)).follow(enter_url(jeweler_a, next="/"))

    assert response.status_code == 404


def test_staff_enter_by_hand_off_and_the_session_hangs_on_the_grant(jeweler_a, staff, grant, app_client):
    secret = generate_totp_secret()
    Authenticator.objects.all().delete()
    TOTP.activate(staff, secret)
    browser = Browser().adopt(app_client(staff))
    visited, response = browser.follow(enter_url(jeweler_a, next="/clients/"))
    proof = urlsplit(visited[-1])
    assert proof.path == "/account/reauthenticate/second-factor/"

    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    back = browser.at(settings.APP_HOST).post(f"{proof.path}?{proof.query}", {"code": code})
    _visited, response = browser.follow(url_on(Surface.APP, back["Location"]))

    assert (response.status_code, "You are here as DIA'LOG support" in response.content.decode()) == (200, True)
    row = Session.objects.get(jeweler_id=jeweler_a.id, account=staff)
    assert (row.kind, row.opened_from.host) == ("staff", settings.APP_HOST)
    inside = HostSessionStore(
        browser.at(row.host).cookies[settings.SESSION_COOKIE_NAME].value, host=row.host, jeweler_id=jeweler_a.id
    )
    assert inside[GUEST_LEAVE] == str(grant.pk)


def test_a_banner_stands_on_every_page_for_both_sides(jeweler_a, owner, staff, grant):
    member = signed_in_client(owner, surface=Surface.WORKSPACE, tenant=jeweler_a)
    own = [member.get(path).content.decode() for path in ("/", "/clients/", "/team/", "/clients/new/")]
    theirs = visitor(staff, jeweler_a, grant).get("/clients/").content.decode()

    assert ["support may look around here" in page and WHY in page for page in own] == [True] * 4
    assert "You are here as" in theirs
    operations.revoke(grant.pk, jeweler_a.id, by=owner)
    assert "support may look around here" not in member.get("/").content.decode()
