"""The rules of the promises, section E.2: one test a rule, through the pages."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from shared_apps.tenancy.context import jeweler_context
from tenant_apps.audit.models import TrailEvent, TrailPayload
from tenant_apps.portal import limits
from tenant_apps.portal.models import PortalSession, SignInLink
from tenant_apps.portal.operations import doors, sign_in
from tenant_apps.portal.tokens import mark
from tests.tenant.portal.conftest import ASK, EMAIL, SENT, ask, code_on_screen, mint_latest

COOKIE = settings.PORTAL_COOKIE_NAME


def confirm(token):
    return f"/portal/sign-in/{token}/"


def is_in(client):
    return client.get("/portal/").status_code == 200


def facts_of(event):
    return TrailPayload.objects.get(event_id=TrailEvent.objects.filter(event=event).latest("seq").pk).facts


def test_the_browser_that_asked_signs_in_with_one_click(access, surfer):
    client = surfer()
    token = ask(client)

    page = client.get(confirm(token))
    answer = client.post(confirm(token))

    assert (page.status_code, "k•••@…" in page.text, EMAIL in page.text) == (200, True, False)
    assert "Six-digit code" not in page.text
    assert (answer.status_code, answer.headers["Location"]) == (302, "/portal/")
    assert is_in(client)


def test_looking_never_uses_a_link_up_however_often(access, surfer):
    client = surfer()
    token = ask(client)

    statuses = {surfer().generic(method, confirm(token)).status_code for method in ("GET", "HEAD") * 25}

    assert statuses == {200}
    assert SignInLink.objects.filter(used_at=None, attempts=0).count() == 1
    assert client.post(confirm(token)).status_code == 302


def test_the_confirmation_cannot_submit_itself(access, surfer):
    client = surfer()

    page = client.get(confirm(ask(client))).text

    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"hx-(?:post|trigger)|autosubmit|onload|http-equiv=.refresh", page) == []


def test_a_scanner_that_runs_scripts_gets_no_session(access, surfer):
    token = ask(surfer())

    answer = surfer().post(confirm(token))

    assert (answer.status_code, COOKIE in answer.cookies) == (422, False)
    assert PortalSession.objects.count() == 0
    assert SignInLink.objects.filter(used_at=None, attempts=0).count() == 1


def test_whether_a_person_pressed_the_button_is_noted_and_not_demanded(access, surfer):
    client = surfer()
    client.post(confirm(ask(client)))
    by_script = facts_of("portal.session.opened")
    client = surfer()
    client.post(confirm(ask(client)), headers={"Sec-Fetch-User": "?1"})

    assert by_script == {"same_browser": True, "by_hand": False}
    assert facts_of("portal.session.opened") == {"same_browser": True, "by_hand": True}


def test_a_used_link_is_expired_for_everyone(access, surfer):
    client = surfer()
    token = ask(client)
    client.post(confirm(token))

    answers = [client.post(confirm(token)), client.get(confirm(token)), surfer().get(confirm(token))]

    assert [answer.status_code for answer in answers] == [410] * 3
    assert PortalSession.objects.count() == 1


@pytest.mark.parametrize(("seconds", "status"), [(599, 302), (601, 410)])
def test_a_link_lives_ten_minutes(access, surfer, seconds, status):
    start = datetime.now(UTC)
    with time_machine.travel(start, tick=False) as clock:
        client = surfer()
        token = ask(client)
        clock.shift(timedelta(seconds=seconds))

        assert client.post(confirm(token)).status_code == status


def test_a_link_of_another_jeweler_is_expired_here(access, surfer, jeweler_b):
    token = ask(surfer())

    elsewhere = surfer(jeweler_b).get(confirm(token))
    nonsense = surfer(jeweler_b).get(confirm("nonsense"))

    assert (elsewhere.status_code, nonsense.status_code) == (410, 410)
    assert without_tokens(elsewhere) == without_tokens(nonsense)
    assert surfer(jeweler_b).post(confirm(token)).status_code == 410


def test_a_stolen_row_means_nothing_at_another_jeweler(access, surfer, jeweler_b, known_client):
    token = ask(surfer())

    with jeweler_context(jeweler_b):
        elsewhere = mark("sign_in", token)

    assert bytes(SignInLink.objects.get().token_hash) == mark("sign_in", token) != elsewhere


def test_a_link_of_another_purpose_is_expired(access, surfer):
    client = surfer()
    token = ask(client)
    SignInLink.objects.update(purpose="approve")

    assert client.post(confirm(token)).status_code == 410
    SignInLink.objects.update(purpose="sign_in", token_hash=mark("approve", token))
    assert client.post(confirm(token)).status_code == 410


def test_another_browser_types_the_code_the_first_one_shows(access, surfer):
    first, second = surfer(), surfer()
    token = ask(first)

    without = second.post(confirm(token))
    answer = second.post(confirm(token), {"code": code_on_screen(first)})

    assert (without.status_code, answer.status_code) == (422, 302)
    assert (is_in(second), is_in(first)) == (True, False)
    assert facts_of("portal.session.opened") == {"same_browser": False, "by_hand": False}


def test_five_wrong_codes_end_a_link(access, surfer):
    first, second = surfer(), surfer()
    token, code = ask(first), code_on_screen(first)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"

    statuses = [second.post(confirm(token), {"code": wrong}).status_code for _try in range(6)]

    assert statuses == [422] * 5 + [410]
    assert second.post(confirm(token), {"code": code}).status_code == 410
    assert first.post(confirm(token)).status_code == 410
    assert PortalSession.objects.count() == 0


def test_a_code_that_is_no_code_is_not_counted(access, surfer):
    token = ask(surfer())

    assert [surfer().post(confirm(token), {"code": text}).status_code for text in ("12", "abcdef")] == [422, 422]
    assert SignInLink.objects.get().attempts == 0


def test_the_code_belongs_to_one_asking(access, surfer):
    first, other = surfer(), surfer()
    ask(other)
    foreign = code_on_screen(other)
    token = ask(first)

    assert foreign != code_on_screen(first)
    assert surfer().post(confirm(token), {"code": foreign}).status_code == 422


def test_a_new_link_voids_the_older_one(access, surfer):
    client = surfer()
    older = ask(client)
    newer = ask(client)

    assert client.post(confirm(older)).status_code == 410
    assert client.post(confirm(newer)).status_code == 302


def test_signing_in_voids_every_other_link(access, surfer):
    client = surfer()
    token = ask(client)
    other = SignInLink.objects.create(
        access=access,
        purpose="sign_in",
        token_hash=mark("sign_in", "other"),
        browser_hash=b"b",
        code_hash=b"c",
        expires_at=datetime.now(UTC) + timedelta(minutes=5),
    )

    client.post(confirm(token))

    other.refresh_from_db()
    assert other.voided_at is not None


def test_minting_again_leaves_only_the_latest_token(access, surfer):
    client = surfer()
    first, second = ask(client), mint_latest()

    assert client.post(confirm(first)).status_code == 410
    assert client.post(confirm(second)).status_code == 302


def test_of_two_clicks_at_once_one_wins(committed_db, jeweler_a, member_as, surfer):
    with jeweler_context(jeweler_a):
        member = member_as("owner")
        from tenant_apps.clients.operations import create_client

        client = create_client(by=member, display_name="Lee Ka-yan")
        doors.invite_client(client, email=EMAIL, by=member)
        browser = surfer()
    browser.post(ASK, {"email": EMAIL})
    with jeweler_context(jeweler_a):
        token = mint_latest()
    value = browser.cookies[COOKIE].value

    def click(_turn):
        try:
            twin = surfer()
            twin.cookies[COOKIE] = value
            return twin.post(confirm(token)).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(pool.map(click, range(2)))

    assert statuses == [302, 410]
    with jeweler_context(jeweler_a):
        assert PortalSession.objects.count() == 1


def without_tokens(answer):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"|X-CSRFToken": "\w+"', "", answer.text)
    return re.sub(r"\b\d{6}\b", "", text)


def test_known_and_unknown_addresses_get_the_same_answer(access, surfer, queued):
    seen = []
    for email in (EMAIL, "nobody@example.com"):
        client, before = surfer(), len(queued())
        with CaptureQueriesContext(connection) as questions:
            answer = client.post(ASK, {"email": email})
        seen.append(
            (
                answer.status_code,
                answer.headers["Location"],
                sorted(answer.cookies),
                sorted(answer.headers),
                without_tokens(client.get(SENT)),
                [re.sub(r"'[^']*'|\d+", "", q["sql"])[:60] for q in questions],
                queued()[before:],
            )
        )

    assert seen[0] == seen[1]
    assert seen[0][-1] == ["portal.mail_sign_in_link"]


def test_an_unknown_address_leads_to_no_token(access, surfer):
    surfer().post(ASK, {"email": "nobody@example.com"})

    link = SignInLink.objects.get()
    assert (link.access_id, sign_in.mint_link(link.pk), link.token_hash) == (None, None, None)


def test_an_address_asked_for_too_often_is_passed_over_in_silence(access, surfer):
    answers = [surfer().post(ASK, {"email": EMAIL}) for _turn in range(5)]

    assert {(a.status_code, a.headers["Location"]) for a in answers} == {(302, SENT)}
    assert SignInLink.objects.count() == 3


def test_one_network_address_asks_ten_times(in_jeweler_a, surfer):
    answers = [surfer().post(ASK, {"email": f"a{turn}@example.com"}) for turn in range(12)]

    assert [a.status_code for a in answers] == [302] * 10 + [429] * 2
    assert SignInLink.objects.count() == 10


def test_behind_our_proxy_the_clients_own_address_counts(in_jeweler_a, surfer, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    addresses = [f"203.0.113.{turn}" for turn in range(1, 12)]
    cache.delete_many([limits.PER_IP.key(address) for address in addresses])

    answers = [
        surfer().post(ASK, {"email": f"a{turn}@example.com"}, headers={"X-Forwarded-For": f"10.0.0.1, {address}"})
        for turn, address in enumerate(addresses)
    ]

    assert {a.status_code for a in answers} == {302}


def test_no_link_is_sent_while_nobody_can_count(access, surfer, settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:9"}}

    answer = surfer().post(ASK, {"email": EMAIL})

    assert (answer.status_code, EMAIL in answer.text, SignInLink.objects.count()) == (503, True, 0)


def test_a_whole_workspace_has_a_limit(in_jeweler_a, surfer):
    for _turn in range(limits.PER_WORKSPACE.most):
        limits.PER_WORKSPACE.takes("all")

    assert surfer().post(ASK, {"email": EMAIL}).status_code == 429
    assert SignInLink.objects.count() == 0


def test_the_counters_name_nobody_and_change_with_the_day(in_jeweler_a):
    with time_machine.travel(datetime(2026, 11, 22, 23, 59, tzinfo=UTC), tick=False):
        today = limits.PER_ADDRESS.key(EMAIL)
    with time_machine.travel(datetime(2026, 11, 23, 0, 1, tzinfo=UTC), tick=False):
        tomorrow = limits.PER_ADDRESS.key(EMAIL)

    assert today != tomorrow
    assert re.fullmatch(r"portal:address:[0-9a-f]{64}", today)


def test_an_address_is_asked_for_in_any_case_but_must_be_one(access, surfer):
    assert surfer().post(ASK, {"email": "not an address"}).status_code == 422
    client = surfer()
    assert client.post(confirm(ask(client, " KA-YAN@Example.com "))).status_code == 302


def test_the_pages_are_kept_by_nobody_and_call_nobody(access, surfer):
    client = surfer()
    token = ask(client)

    for path in (ASK, SENT, confirm(token), confirm("nonsense")):
        answer = client.get(path)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        loaded = re.findall(r'(?:src|<link[^>]*href)="([^"]+)"', answer.text)
        assert [url for url in loaded if not url.startswith("/")] == []


def test_the_portal_sets_only_the_cookies_that_are_registered(access, surfer):
    client = surfer()
    client.get(ASK)
    client.post(confirm(ask(client)))
    client.get("/portal/")

    assert set(client.cookies) == {settings.PORTAL_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    cookie = client.cookies[COOKIE]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, True, "Lax", "/")
    assert (cookie["domain"], cookie["max-age"]) == ("", 24 * 3600)


def test_the_key_of_the_session_is_not_the_one_the_browser_asked_with(access, surfer):
    client = surfer()
    token = ask(client)
    asked_with = client.cookies[COOKIE].value
    client.post(confirm(token))

    assert client.cookies[COOKIE].value != asked_with
    thief = surfer()
    thief.cookies[COOKIE] = "in." + asked_with.partition(".")[2]
    assert not is_in(thief)


def test_posts_from_elsewhere_are_refused(access, surfer):
    client = surfer()
    token = ask(client)

    assert client.post(confirm(token), headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert surfer(enforce_csrf_checks=True).post(ASK, {"email": EMAIL}).status_code == 403
    assert PortalSession.objects.count() == 0
