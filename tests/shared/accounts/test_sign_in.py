"""Signing in on the App host: by code, by password, by second factor; never open to guessing."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings

from shared_apps.accounts import operations
from shared_apps.accounts.models import Account, Session
from shared_apps.core.actors import SYSTEM
from shared_apps.core.models import Job
from shared_apps.tenancy.hosts import Surface, url_on
from tests.support.people import browser, make_account

PASSWORD = "correct horse battery"


def ask_for_code(client, email):
    return client.post("/sign-in/", {"email": email})


def sign_in_by_code(client, email, post_box):
    ask_for_code(client, email)
    return client.post("/sign-in/code/", {"code": post_box()[-1]["context"]["code"]})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def test_sign_in_by_code_opens_a_session_of_the_account(db, post_box):
    account, client = make_account("ada@example.com"), browser()

    response = sign_in_by_code(client, "ada@example.com", post_box)

    assert (response.status_code, response["Location"]) == (302, "/")
    assert [(s.account_id, s.host, s.kind) for s in Session.objects.all()] == [(account.pk, client.host, "jeweler")]
    assert client.get("/").status_code == 200


def test_sign_in_changes_the_session_key(db, post_box):
    make_account("ada@example.com")
    client = browser()
    ask_for_code(client, "ada@example.com")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post("/sign-in/code/", {"code": post_box()[-1]["context"]["code"]})
    after = client.cookies[settings.SESSION_COOKIE_NAME].value

    stale = browser()
    stale.cookies[settings.SESSION_COOKIE_NAME] = before
    assert before != after
    assert stale.get("/").status_code == 302


def test_sign_in_code_works_in_its_own_browser_only(db, post_box):
    make_account("ada@example.com")
    ask_for_code(browser(), "ada@example.com")

    other = browser()
    other.post("/sign-in/code/", {"code": post_box()[-1]["context"]["code"]})

    assert other.get("/").status_code == 302


def test_sign_in_gives_up_after_three_wrong_codes(db, post_box):
    make_account("ada@example.com")
    client = browser()
    ask_for_code(client, "ada@example.com")
    for _ in range(3):
        client.post("/sign-in/code/", {"code": "AAAA-AAAA"})

    client.post("/sign-in/code/", {"code": post_box()[-1]["context"]["code"]})

    assert client.get("/").status_code == 302


def test_sign_in_by_password_ignores_the_case_of_the_address(db):
    make_account("ada@example.com", password=PASSWORD)
    client = browser()

    response = client.post("/sign-in/password/", {"login": "Ada@Example.com", "password": PASSWORD})

    assert (response.status_code, response["Location"]) == (302, "/")


def shown(response):
    """Return a page without its CSRF tokens and without what the person typed."""
    import re

    text = response.content.decode()
    for typed in ("ada@example.com", "nobody@example.com"):
        text = text.replace(typed, "ADDRESS")
    return re.sub(r"[A-Za-z0-9]{64}", "TOKEN", text)


@pytest.mark.parametrize("path", ["/sign-in/", "/password/"])
def test_known_and_unknown_addresses_get_the_same_answer(db, path, post_box):
    make_account("ada@example.com")
    answers = []
    for email in ("ada@example.com", "nobody@example.com"):
        client = browser()
        first = client.post(path, {"email": email})
        then = client.get(first["Location"])
        answers.append((first.status_code, first["Location"], then.status_code, shown(then)))

    assert answers[0] == answers[1]
    assert [letter["kind"] if letter else None for letter in post_box()][1] is None


def test_wrong_password_and_unknown_address_get_the_same_answer(db):
    make_account("ada@example.com", password=PASSWORD)
    answers = []
    for email in ("ada@example.com", "nobody@example.com"):
        response = browser().post("/sign-in/password/", {"login": email, "password": "wrong password"})
        answers.append((response.status_code, shown(response)))

    assert answers[0] == answers[1]


def test_unknown_address_costs_a_letter_of_the_same_size(db):
    make_account("ada@example.com")
    ask_for_code(browser(), "ada@example.com")
    ask_for_code(browser(), "nobody@example.com")

    sealed = list(Job.objects.filter(name="accounts.send_letter").values_list("arguments__sealed", flat=True))
    assert len(sealed) == 2
    assert len(sealed[0]) == len(sealed[1])


def test_queued_letter_shows_neither_address_nor_code(db, post_box):
    make_account("ada@example.com")
    ask_for_code(browser(), "ada@example.com")

    job = Job.objects.get(name="accounts.send_letter")
    assert "ada" not in str(job.arguments)
    assert post_box()[0]["context"]["code"] not in str(job.arguments)


def test_code_requests_for_one_address_are_limited(db, post_box):
    make_account("ada@example.com")
    for _ in range(6):
        ask_for_code(browser(), "ada@example.com")

    assert len(post_box()) == 3


def test_failed_passwords_of_one_address_are_limited_whatever_address_is_claimed(db):
    make_account("ada@example.com", password=PASSWORD)
    for attempt in range(6):
        browser().post(
            "/sign-in/password/",
            {"login": "ada@example.com", "password": "wrong"},
            headers={"X-Forwarded-For": f"203.0.113.{attempt}"},
        )
    client = browser()
    client.post("/sign-in/password/", {"login": "ada@example.com", "password": PASSWORD})

    assert client.get("/").status_code == 302


def test_sign_up_is_closed(db):
    response = browser().post("/sign-up/", {"email": "new@example.com"})

    assert "By invitation" in response.content.decode()
    assert not Account.objects.filter(email="new@example.com").exists()


def test_stranger_without_invitation_gets_no_account(db):
    ask_for_code(browser(), "nobody@example.com")

    assert not Account.objects.exists()


def test_invited_stranger_signs_in_by_code_and_has_a_confirmed_account(jeweler_a, post_box):
    owner = make_account("owner@example.com")
    operations.invite_member(jeweler_a.id, email="New@Example.com", role="sales", by=owner)
    client = browser()

    sign_in_by_code(client, "new@example.com", post_box)

    address = EmailAddress.objects.get(email="new@example.com")
    assert (address.verified, address.primary, address.user.email) == (True, True, "new@example.com")
    assert "Maison Aurelle" in client.get("/").content.decode()


def test_closed_account_cannot_sign_in(db, post_box):
    account = make_account("ada@example.com")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    client = browser()
    ask_for_code(client, "ada@example.com")

    assert post_box() == [None]


def with_app(account):
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return secret


def test_second_factor_is_asked_for_after_the_password(db):
    account = make_account("ada@example.com", password=PASSWORD)
    secret, client = with_app(account), browser()

    first = client.post("/sign-in/password/", {"login": "ada@example.com", "password": PASSWORD})
    assert first["Location"] == "/sign-in/second-factor/"
    assert client.get("/").status_code == 302
    assert client.get("/sign-in/second-factor/").status_code == 200

    client.post("/sign-in/second-factor/", {"code": code_of(secret)})
    assert client.get("/").status_code == 200


def test_second_factor_secret_is_sealed_at_rest(db):
    secret = with_app(make_account())

    assert secret not in str(Authenticator.objects.get().data)


def test_recovery_code_opens_once(db):
    account = make_account("ada@example.com", password=PASSWORD)
    with_app(account)
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    entered = []
    for _ in range(2):
        client = browser()
        client.post("/sign-in/password/", {"login": "ada@example.com", "password": PASSWORD})
        client.post("/sign-in/second-factor/", {"code": code})
        entered.append(client.get("/").status_code)

    assert entered == [200, 302]


def test_staff_without_second_factor_are_led_to_set_one_up(db, app_client):
    account = operations.grant_staff(make_account(), by=SYSTEM)
    client = app_client(account)

    assert [client.get(path)["Location"] for path in ("/", "/account/", "/enter/console/")] == [
        url_on(Surface.APP, "/account/security/")
    ] * 3
    assert client.get("/account/security/").status_code == 200


def test_staff_sets_up_an_authenticator_app(db, app_client, post_box, django_capture_on_commit_callbacks):
    client = app_client(operations.grant_staff(make_account(), by=SYSTEM))

    page = client.get("/account/security/app/")
    assert '<svg class="qr"' in page.content.decode()
    assert "style=" not in page.content.decode()
    secret = page.context["form"].secret
    with django_capture_on_commit_callbacks(using="default", execute=True):
        client.post("/account/security/app/", {"code": code_of(secret)})

    assert {a.type for a in Authenticator.objects.all()} == {"totp", "recovery_codes"}
    assert client.get("/account/security/codes/").status_code == 200
    assert {letter["kind"] for letter in post_box()} == {"accounts.security_changed"}


def test_last_second_factor_of_staff_cannot_be_removed(db, app_client):
    account = make_account(is_staff=True)
    client = app_client(account)

    client.post("/account/security/app/removal/")

    assert Authenticator.objects.filter(user=account, type="totp").exists()


@pytest.mark.parametrize(
    "path",
    [
        "/sign-in/",
        "/sign-in/password/",
        "/sign-up/",
        "/sign-out/",
        "/signed-out/",
        "/sign-in/closed/",
        "/password/",
        "/password/done/",
    ],
)
def test_public_pages_open_and_leave_no_cookie_but_ours(db, path):
    response = browser().get(path)

    assert response.status_code == 200
    assert set(response.cookies) <= settings.COOKIES
    assert " style=" not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/account/",
        "/account/address/",
        "/account/deletion/",
        "/account/sessions/",
        "/account/security/",
        "/account/security/app/",
        "/account/security/codes/new/",
        "/account/security/passkeys/",
        "/account/security/passkeys/new/",
        "/account/security/password/new/",
        "/account/reauthenticate/code/",
    ],
)
def test_account_pages_open_for_their_person_and_send_strangers_to_sign_in(app_client, path):
    response = app_client().get(path)

    assert response.status_code == 200
    assert " style=" not in response.content.decode()
    assert browser().get(path)["Location"].startswith("/sign-in/?next=")


def test_cookies_are_host_only_secure_and_closed_to_scripts(db):
    make_account("ada@example.com")
    client = browser()
    client.get("/sign-in/")
    response = ask_for_code(client, "ada@example.com")

    for cookie in [client.cookies["__Host-csrf"], response.cookies["__Host-session"]]:
        assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_after_sign_in_a_foreign_address_is_not_followed(db, post_box):
    make_account("ada@example.com")
    client = browser()
    client.post("/sign-in/?next=//evil.example/", {"email": "ada@example.com", "next": "https://evil.example/"})
    response = client.post(
        "/sign-in/code/?next=https://evil.example/",
        {"code": post_box()[-1]["context"]["code"], "next": "//evil.example"},
    )

    assert response["Location"] == "/"
