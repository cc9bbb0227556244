"""Leaving: here, everywhere, and by somebody else's decision."""

from datetime import timedelta

import time_machine
from django.conf import settings

from shared_apps.accounts import operations
from shared_apps.accounts.models import HandOff, Session
from shared_apps.accounts.sessions import HostSessionStore
from shared_apps.core.clock import now
from shared_apps.tenancy.hosts import Surface, url_on
from tests.support.people import make_account, make_member, signed_in_client

FORGET = '"cache", "cookies", "storage"'


def test_sign_out_deletes_the_session_and_has_the_browser_forget(app_client):
    client = app_client()
    response = client.post("/sign-out/")

    assert (response["Location"], response["Clear-Site-Data"]) == ("/signed-out/", FORGET)
    assert response.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    assert Session.objects.count() == 0


def test_sign_out_asks_before_it_does_it(app_client):
    client = app_client()

    assert client.get("/sign-out/").status_code == 200
    assert Session.objects.count() == 1


def test_leaving_a_workspace_ends_the_session_it_was_opened_from_and_its_siblings(jeweler_a, jeweler_b, app_client):
    account = make_member(jeweler_a)
    make_member(jeweler_b, account=account)
    app = app_client(account)
    opener = Session.objects.get()
    here = signed_in_client(account, surface=Surface.WORKSPACE, tenant=jeweler_a)
    there = signed_in_client(account, surface=Surface.WORKSPACE, tenant=jeweler_b)
    for tenant, client in ((jeweler_a, here), (jeweler_b, there)):
        key = client.cookies[settings.SESSION_COOKIE_NAME].value
        session = HostSessionStore(key, host=client.host, jeweler_id=tenant.id)
        session["opened_from"] = str(opener.pk)
        session.save()

    response = here.post("/session/close/")

    assert (response["Location"], response["Clear-Site-Data"]) == (url_on(Surface.APP, "/signed-out/"), FORGET)
    assert Session.objects.count() == 0
    assert app.get("/").status_code == 302
    assert there.get("/team/").status_code == 302


def test_sign_out_everywhere_ends_every_session_of_the_person_and_no_other(jeweler_a, client_as, app_client, trail):
    workspace = client_as("owner")
    app = app_client(workspace.account)
    stranger = app_client(make_account())

    response = app.post("/account/sessions/end/")

    assert response["Clear-Site-Data"] == FORGET
    assert workspace.get("/team/").status_code == 302
    assert stranger.get("/").status_code == 200
    assert [s.account_id for s in Session.objects.all()] == [stranger.account.pk]
    assert trail(workspace.account)[-1] == "accounts.sessions.ended"


def test_session_list_names_places_and_browsers_and_ends_one(jeweler_a, client_as, app_client):
    workspace = client_as("owner")
    app = app_client(workspace.account)
    page = app.get("/account/sessions/").content.decode()
    row = Session.objects.get(jeweler_id=jeweler_a.id)

    app.post(f"/account/sessions/{row.pk}/end/")

    assert ("Maison Aurelle" in page, "This one" in page) == (True, True)
    assert workspace.get("/team/").status_code == 302
    assert app.get("/").status_code == 200


def test_a_person_cannot_end_anothers_session(app_client):
    victim, other = app_client(make_account()), app_client(make_account())
    row = Session.objects.get(account=victim.account)

    other.post(f"/account/sessions/{row.pk}/end/")

    assert victim.get("/").status_code == 200


def test_changing_the_password_ends_the_persons_other_sessions(db, app_client):
    account = make_account("ada@example.com", password="correct horse battery")
    here, elsewhere = app_client(account), app_client(account)

    here.post(
        "/account/security/password/",
        {
            "oldpassword": "correct horse battery",
            "password1": "purple monkey dishes",
            "password2": "purple monkey dishes",
        },
    )

    assert here.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302


def test_removing_a_member_ends_their_sessions_there_at_once(jeweler_a, client_as, app_client):
    bench = client_as("bench")
    app = app_client(bench.account)
    owner = make_member(jeweler_a, "owner")

    operations.remove_member(bench.account.pk, jeweler_a.id, by=owner)

    assert bench.get("/team/").status_code == 302
    assert app.get("/").status_code == 200


def test_ended_sessions_and_old_passages_are_swept(db):
    account = make_account()
    session = HostSessionStore(host=settings.APP_HOST)
    session.save()
    HandOff.objects.create(
        token_hash=b"t",
        state_hash=b"s",
        account=account,
        session_id=session.row_id,
        host="h",
        authenticated_at=now(),
        expires_at=now(),
    )

    assert operations.forget_expired() == 0
    with time_machine.travel(now() + timedelta(days=1, hours=1), tick=False):
        operations.forget_expired()
    assert (Session.objects.count(), HandOff.objects.count()) == (0, 0)
