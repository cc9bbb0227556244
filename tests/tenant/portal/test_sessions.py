from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings

from tenant_apps.clients.operations import archive_client, edit_client
from tenant_apps.portal.models import PortalSession, SignInLink
from tenant_apps.portal.operations import doors, sign_in
from tests.tenant.portal.conftest import ask
from tests.tenant.portal.test_sign_in import confirm, is_in

COOKIE = settings.PORTAL_COOKIE_NAME


def test_a_session_lasts_a_day(access, surfer):
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        client = surfer()
        client.post(confirm(ask(client)))
        value = client.cookies[COOKIE].value
        seen = []
        for step in (timedelta(hours=23, minutes=59), timedelta(minutes=2)):
            clock.shift(step)
            client.cookies[COOKIE] = value
            seen.append(is_in(client))

    assert seen == [True, False]


def test_the_cookie_opens_nothing_at_another_jeweler(signed_in, surfer, jeweler_b):
    elsewhere = surfer(jeweler_b)
    elsewhere.cookies[COOKIE] = signed_in.cookies[COOKIE].value

    assert (is_in(elsewhere), is_in(signed_in)) == (False, True)


@pytest.mark.parametrize(
    "end",
    [
        lambda access, by: doors.revoke_access(access, by=by),
        lambda access, by: doors.move_access(access, email="new@example.com", by=by),
        lambda access, by: archive_client(access.client, by=by),
        lambda access, by: edit_client(access.client, by=by, is_minor=True),
        lambda access, by: doors.end_session(PortalSession.objects.get(), by=by),
    ],
    ids=["revoked", "address changed", "client archived", "client under 16", "ended by the jeweler"],
)
def test_a_session_dies_with_what_it_stands_on(signed_in, access, owner, end):
    end(access, owner)

    assert not is_in(signed_in)


@pytest.mark.parametrize(
    "end",
    [
        lambda access, by: doors.revoke_access(access, by=by),
        lambda access, by: doors.move_access(access, email="new@example.com", by=by),
        lambda access, by: archive_client(access.client, by=by),
    ],
    ids=["revoked", "address changed", "client archived"],
)
def test_a_link_dies_with_what_it_stands_on(access, owner, surfer, end):
    client = surfer()
    token = ask(client)

    end(access, owner)

    assert client.post(confirm(token)).status_code == 410


def test_signing_out_ends_the_session_and_clears_the_cookie(signed_in):
    value = signed_in.cookies[COOKIE].value

    answer = signed_in.post("/portal/sign-out/")

    assert (answer.status_code, answer.cookies[COOKIE]["max-age"]) == (302, 0)
    signed_in.cookies[COOKIE] = value
    assert not is_in(signed_in)


def test_a_client_sees_and_ends_their_own_devices(signed_in, surfer, happened):
    other = surfer(HTTP_USER_AGENT="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604")
    other.post(confirm(ask(other)))
    session = PortalSession.objects.order_by("-pk").first()

    page = signed_in.get("/portal/devices/")
    signed_in.post(f"/portal/devices/{session.pk}/end/")

    assert "Safari on iPhone" in page.text
    assert (is_in(other), is_in(signed_in)) == (False, True)
    assert happened()[-1] == "portal.session.ended"


def test_what_expired_is_forgotten_a_day_later(signed_in, access):
    before = (SignInLink.objects.count(), PortalSession.objects.count())
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=9), tick=False):
        assert sign_in.forget_expired() == 0
    with time_machine.travel(datetime.now(UTC) + timedelta(days=1, minutes=11), tick=False):
        assert sign_in.forget_expired() == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2, minutes=1), tick=False):
        assert sign_in.forget_expired() == 1

    assert (before, SignInLink.objects.count(), PortalSession.objects.count()) == ((1, 1), 0, 0)
