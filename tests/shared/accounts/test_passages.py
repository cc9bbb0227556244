"""From the App host into a workspace or the console: once, within a minute, in one browser, on one host."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

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
from django.db import connections

from shared_apps.accounts import operations
from shared_apps.accounts.models import Account, HandOff, Session
from shared_apps.accounts.sessions import HostSessionStore, digest
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.jewelers import operations as jewelers
from shared_apps.jewelers.models import Jeweler
from shared_apps.tenancy.hosts import Surface, host_on, url_on
from tests.support.people import browser, make_account, make_member

STATE = "s" * 43


class Browser:
    """One browser with a client for each host, which follows redirects between our hosts."""

    def __init__(self):
        self.clients = {}

    def at(self, host):
        if host not in self.clients:
            self.clients[host] = browser()
            self.clients[host].defaults["HTTP_HOST"] = host
        return self.clients[host]

    def adopt(self, client):
        self.clients[client.host] = client
        return self

    def get(self, url, **extra):
        parts = urlsplit(url)
        return self.at(parts.netloc).get(f"{parts.path}?{parts.query}", **extra)

    def follow(self, url, hops=8):
        """Follow redirects; return the addresses visited and the last response."""
        visited = [url]
        response = self.get(url)
        while response.status_code == 302 and len(visited) <= hops:
            base = urlsplit(visited[-1])
            target = response["Location"]
            visited.append(target if "://" in target else f"{base.scheme}://{base.netloc}{target}")
            response = self.get(visited[-1])
        return visited, response


def enter_url(tenant, **query):
    from urllib.parse import urlencode

    return url_on(Surface.APP, f"/enter/{tenant.slug}/?{urlencode(query)}")


@pytest.fixture
def owner(jeweler_a):
    return make_member(jeweler_a, "owner")


@pytest.fixture
def signed_in(owner, app_client):
    """A browser in which the owner of jeweler A is signed in on the App host."""
    return Browser().adopt(app_client(owner))


def test_entering_opens_a_session_of_the_workspace_alone(jeweler_a, signed_in, owner):
    visited, response = signed_in.follow(enter_url(jeweler_a, next="/team/"))

    assert (urlsplit(visited[-1]).netloc, urlsplit(visited[-1]).path) == (
        host_on(Surface.WORKSPACE, jeweler_a),
        "/team/",
    )
    assert response.status_code == 200
    session = Session.objects.get(jeweler_id=jeweler_a.id)
    assert (session.account_id, session.host) == (owner.pk, host_on(Surface.WORKSPACE, jeweler_a))
    assert session.opened_from.host == settings.APP_HOST


def test_entering_asks_strangers_to_sign_in_first(jeweler_a):
    _, response = Browser().follow(enter_url(jeweler_a, next="/team/"))

    assert response.request["PATH_INFO"] == "/sign-in/"
    assert HandOff.objects.count() == 0


def opened(signed_in, tenant):
    """Walk to the door and return the address that would open it, unused."""
    start = signed_in.get(enter_url(tenant, next="/team/"))["Location"]
    back = signed_in.get(start)["Location"]
    return signed_in.get(back)["Location"]


def is_signed_in(visitor, tenant):
    return visitor.get(url_on(Surface.WORKSPACE, "/team/", tenant)).status_code == 200


def test_hand_off_is_stored_as_a_hash_and_named_in_no_log(jeweler_a, signed_in, caplog):
    door = opened(signed_in, jeweler_a)
    token = parse_qs(urlsplit(door).query)["token"][0]
    signed_in.get(door)

    assert bytes(HandOff.objects.get().token_hash) == digest(token)
    assert token not in caplog.text


def test_hand_off_opens_once(jeweler_a, signed_in):
    door = opened(signed_in, jeweler_a)
    first = signed_in.get(door)
    signed_in.at(host_on(Surface.WORKSPACE, jeweler_a)).cookies.clear()
    second = signed_in.get(door)

    assert (first.status_code, second.status_code) == (302, 403)
    assert not is_signed_in(signed_in, jeweler_a)


def test_hand_off_is_refused_after_a_minute(jeweler_a, signed_in):
    door = opened(signed_in, jeweler_a)

    with time_machine.travel(now() + timedelta(seconds=61)):
        assert signed_in.get(door).status_code == 403
    assert HandOff.objects.get().used_at is None


def test_hand_off_is_refused_in_another_persons_browser(jeweler_a, signed_in):
    door = opened(signed_in, jeweler_a)
    victim = Browser()
    victim.get(url_on(Surface.WORKSPACE, "/session/start/", jeweler_a))

    assert victim.get(door).status_code == 403
    assert HandOff.objects.get().used_at is None
    assert not is_signed_in(victim, jeweler_a)


def test_hand_off_is_refused_on_another_host(jeweler_a, jeweler_b, signed_in):
    door = opened(signed_in, jeweler_a)
    signed_in.get(url_on(Surface.WORKSPACE, "/session/start/", jeweler_b))
    elsewhere = door.replace(host_on(Surface.WORKSPACE, jeweler_a), host_on(Surface.WORKSPACE, jeweler_b))

    assert signed_in.get(elsewhere).status_code == 403
    assert HandOff.objects.get().used_at is None


@pytest.mark.parametrize(
    "headers", [{"Sec-Purpose": "prefetch"}, {"Sec-Fetch-Mode": "no-cors"}, {"Sec-Fetch-Mode": "cors"}]
)
def test_hand_off_is_not_used_up_by_a_prefetch_or_a_script(jeweler_a, signed_in, headers):
    door = opened(signed_in, jeweler_a)

    assert signed_in.get(door, headers=headers).status_code == 403
    assert signed_in.get(door).status_code == 302


def test_hand_off_is_not_used_up_by_a_head_request(jeweler_a, signed_in):
    door = urlsplit(opened(signed_in, jeweler_a))

    assert signed_in.at(door.netloc).head(f"{door.path}?{door.query}").status_code == 405
    assert HandOff.objects.get().used_at is None


def test_hand_off_is_refused_once_the_place_is_taken_away(jeweler_a, signed_in, owner):
    door = opened(signed_in, jeweler_a)
    operations.add_member(make_account(), jeweler_a.id, role="owner", by=SYSTEM)
    operations.remove_member(owner.pk, jeweler_a.id, by=SYSTEM)

    assert signed_in.get(door).status_code == 403


def test_every_refusal_says_the_same(jeweler_a, signed_in):
    door = opened(signed_in, jeweler_a)
    wrong = door.replace("token=", "token=x")
    missing = door.partition("token=")[0]
    pages = [signed_in.get(address) for address in (wrong, missing)]
    pages.append(Browser().get(door))

    assert {page.status_code for page in pages} == {403}
    assert len({page.content for page in pages}) == 1


def test_hand_off_leaves_no_referrer(jeweler_a, signed_in):
    response = signed_in.get(opened(signed_in, jeweler_a))

    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"


def test_two_uses_at_once_open_one_door(committed_db, jeweler_a):
    account = make_account()
    operations.add_member(account, jeweler_a.id, role="owner", by=SYSTEM)
    session = HostSessionStore(host=settings.APP_HOST)
    session.save()
    token = operations.create_hand_off(
        account, session_id=session.row_id, host="h", jeweler_id=jeweler_a.id, state=STATE, authenticated_at=now()
    )

    def take(_):
        try:
            operations.take_hand_off(token, host="h", jeweler_id=jeweler_a.id, states=[STATE])
        except operations.HandOffRefused:
            return "refused"
        finally:
            connections.close_all()
        return "taken"

    with ThreadPoolExecutor(6) as pool:
        outcomes = sorted(pool.map(take, range(6)))

    assert outcomes == ["refused"] * 5 + ["taken"]


def test_a_workspace_without_a_place_and_one_that_is_not_there_look_the_same(jeweler_b, signed_in):
    pages = [signed_in.get(url_on(Surface.APP, f"/enter/{slug}/")) for slug in (jeweler_b.slug, "no-such-house")]

    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].content == pages[1].content


def test_console_is_not_there_for_jewelers(signed_in):
    assert signed_in.get(url_on(Surface.APP, "/enter/console/")).status_code == 404


def test_staff_prove_their_second_factor_before_the_console(app_client):
    visitor = Browser().adopt(app_client(make_account(is_staff=True)))

    visited, _ = visitor.follow(url_on(Surface.APP, "/enter/console/?next=/"))

    assert urlsplit(visited[-1]).path == "/account/reauthenticate/second-factor/"
    assert HandOff.objects.count() == 0


def test_staff_with_a_second_factor_enter_the_console_for_half_an_hour(app_client):
    account = make_account(is_staff=True)
    Authenticator.objects.all().delete()
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    visitor = Browser().adopt(app_client(account))
    visited, _ = visitor.follow(url_on(Surface.APP, "/enter/console/?next=/"))
    code = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    proof = urlsplit(visited[-1])

    back = visitor.at(settings.APP_HOST).post(f"{proof.path}?{proof.query}", {"code": code})
    visited, response = visitor.follow(url_on(Surface.APP, back["Location"]))

    assert (visited[-1], response.status_code) == (url_on(Surface.CONSOLE, "/"), 200)
    session = Session.objects.get(host=host_on(Surface.CONSOLE))
    assert (session.kind, session.account_id) == ("staff", account.pk)
    with time_machine.travel(now() + timedelta(minutes=31)):
        assert visitor.get(url_on(Surface.CONSOLE, "/")).status_code == 302


def test_staff_on_the_console_without_a_second_factor_are_led_to_set_one_up(staff_client):
    client = staff_client()
    assert client.get("/").status_code == 200
    Authenticator.objects.all().delete()

    assert client.get("/")["Location"] == url_on(Surface.APP, "/account/security/")


def test_owner_of_a_suspended_workspace_still_comes_in(jeweler_a, signed_in):
    jewelers.suspend(Jeweler.objects.get(pk=jeweler_a.id), reason="Unpaid", by=SYSTEM)

    signed_in.follow(enter_url(jeweler_a, next="/settings/data/"))

    assert Session.objects.filter(jeweler_id=jeweler_a.id).count() == 1
    assert signed_in.get(url_on(Surface.WORKSPACE, "/team/", jeweler_a)).status_code == 404


def test_staff_who_lost_their_second_factor_get_no_hand_off(db):
    account = make_account(is_staff=True)
    session = HostSessionStore(host=settings.APP_HOST)
    session.save()
    Authenticator.objects.all().delete()

    with pytest.raises(operations.HandOffRefused):
        operations.create_hand_off(
            account, session_id=session.row_id, host="c", jeweler_id=None, state=STATE, authenticated_at=now()
        )
    assert HandOff.objects.count() == 0


def test_a_fresh_entrance_asks_again_when_the_last_proof_is_old(jeweler_a, owner, app_client, post_box):
    visitor = Browser().adopt(app_client(owner, age=timedelta(minutes=6)))

    visited, response = visitor.follow(enter_url(jeweler_a, next="/team/", fresh="1"))
    assert urlsplit(visited[-1]).path == "/account/reauthenticate/code/"

    app = visitor.at(settings.APP_HOST)
    path = response.context["next"]
    app.post("/account/reauthenticate/code/", {"act": "send", "next": path})
    wrong = app.post("/account/reauthenticate/code/", {"code": "AAAA-AAAA", "next": path})
    right = app.post("/account/reauthenticate/code/", {"code": post_box()[-1]["context"]["code"], "next": path})
    visited, response = visitor.follow(url_on(Surface.APP, right["Location"]))

    assert (wrong.status_code, response.status_code) == (422, 200)
    assert urlsplit(visited[-1]).path == "/team/"
    assert now() - Session.objects.get(jeweler_id=jeweler_a.id).authenticated_at < timedelta(minutes=1)


def test_a_fresh_entrance_passes_on_when_the_last_proof_is_new(jeweler_a, signed_in):
    visited, _ = signed_in.follow(enter_url(jeweler_a, next="/team/", fresh="1"))

    assert urlsplit(visited[-1]).path == "/team/"


def test_entrance_carries_the_time_of_proof_into_the_workspace(jeweler_a, owner, app_client):
    visitor = Browser().adopt(app_client(owner, age=timedelta(hours=1)))
    visitor.follow(enter_url(jeweler_a, next="/team/"))

    age = now() - Session.objects.get(jeweler_id=jeweler_a.id).authenticated_at
    assert timedelta(minutes=59) < age < timedelta(minutes=61)


def test_a_closed_account_is_out_everywhere_at_its_next_request(jeweler_a, signed_in, owner):
    signed_in.follow(enter_url(jeweler_a, next="/team/"))
    Account.objects.filter(pk=owner.pk).update(is_active=False)

    assert not is_signed_in(signed_in, jeweler_a)


def test_a_workspace_cookie_is_nothing_on_another_host(jeweler_a, jeweler_b, client_as):
    client = client_as("owner")
    make_member(jeweler_b, "owner", account=client.account)
    thief = browser(Surface.WORKSPACE, jeweler_b)
    thief.cookies[settings.SESSION_COOKIE_NAME] = client.cookies[settings.SESSION_COOKIE_NAME].value

    assert client.get("/team/").status_code == 200
    assert thief.get("/team/").status_code == 302


@pytest.mark.parametrize("hostile", ["//evil.example", "https://evil.example/", "/\\evil.example"])
def test_entrance_does_not_lead_out(jeweler_a, signed_in, hostile):
    visited, _ = signed_in.follow(enter_url(jeweler_a, next=hostile))

    ours = {settings.APP_HOST, host_on(Surface.WORKSPACE, jeweler_a)}
    assert {urlsplit(address).netloc for address in visited} <= ours
