"""Accounts: one address one account, changes that reach every workspace, wishes to leave, a command for staff."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import RequestFactory
from django.urls import reverse

from shared_apps.accounts import operations
from shared_apps.accounts.adapter import AccountAdapter
from shared_apps.accounts.browsers import browser_family
from shared_apps.accounts.models import Account
from shared_apps.accounts.sealing import SealBroken, open_text, seal_text
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.team.models import Member
from tests.support.people import make_account, make_member


def test_open_account_keeps_the_address_in_lower_case(db, trail):
    account = operations.open_account(email=" Ada@Example.COM ")

    assert (account.email, account.has_usable_password()) == ("ada@example.com", False)
    assert EmailAddress.objects.get().verified is False
    assert trail(account) == ["accounts.account.opened"]


def test_open_account_refuses_an_address_that_is_taken_in_any_case(db):
    make_account("ada@example.com")

    with pytest.raises(operations.AddressTaken):
        operations.open_account(email="ADA@example.com")
    assert Account.objects.count() == 1


def test_profile_page_changes_name_and_phone_everywhere(jeweler_a, app_client):
    client = app_client(make_member(jeweler_a, "sales"))
    client.post("/account/", {"name": "Sam", "phone": "+852 1234"})

    client.account.refresh_from_db()
    assert (client.account.name, client.account.phone) == ("Sam", "+852 1234")
    with jeweler_context(jeweler_a):
        assert Member.objects.get(account_id=client.account.pk).name == "Sam"


def test_a_new_address_counts_once_it_is_confirmed(jeweler_a, app_client, post_box):
    account = make_member(jeweler_a, "sales", account=make_account("old@example.com"))
    client = app_client(account)
    client.post("/account/address/", {"email": "new@example.com", "action_add": ""})
    account.refresh_from_db()
    assert account.email == "old@example.com"

    letter = post_box()[-1]
    assert (letter["kind"], letter["to"]) == ("accounts.address_code", "new@example.com")
    client.post("/address/", {"code": letter["context"]["code"], "action": "verify"})
    operations.mirror_account(account.pk, by=account)

    account.refresh_from_db()
    assert account.email == "new@example.com"
    assert [a.email for a in EmailAddress.objects.filter(user=account)] == ["new@example.com"]
    with jeweler_context(jeweler_a):
        assert Member.objects.get(account_id=account.pk).email == "new@example.com"


def test_an_address_of_another_account_is_not_given_away(db, app_client):
    make_account("taken@example.com")
    client = app_client(make_account("ada@example.com"))
    client.post("/account/address/", {"email": "taken@example.com", "action_add": ""})

    assert EmailAddress.objects.get(email="taken@example.com").user.email == "taken@example.com"


def test_account_deletion_is_asked_for_and_taken_back(app_client, trail):
    client = app_client()
    client.post("/account/deletion/")
    client.account.refresh_from_db()
    assert client.account.deletion_requested_at is not None

    client.post("/account/deletion/", {"act": "withdraw"})
    client.account.refresh_from_db()
    assert client.account.deletion_requested_at is None
    assert trail(client.account)[-2:] == ["accounts.account.deletion_requested", "accounts.account.deletion_withdrawn"]


def test_make_staff_opens_an_account_and_grants_it(db, capsys):
    call_command("make_staff", "New.Staff@example.com", name="Nele")

    account = Account.objects.get()
    assert (account.email, account.is_staff, account.name) == ("new.staff@example.com", True, "Nele")
    assert reverse("account_request_login_code", urlconf="config.urls.app") in capsys.readouterr().out


def client_address(settings, proxies, **meta):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    return AccountAdapter().get_client_ip(RequestFactory().get("/", **meta))


def test_clients_address_is_what_our_own_proxy_saw(settings):
    direct = client_address(settings, 0, REMOTE_ADDR="203.0.113.7")
    spoofed = client_address(settings, 0, REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.1")
    behind = client_address(settings, 1, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.7")

    assert direct == spoofed == behind
    assert "203.0.113.7" not in direct


def test_sealed_texts_open_for_their_purpose_only():
    sealed = seal_text("one", "secret")

    assert (open_text("one", sealed), "secret" in sealed) == ("secret", False)
    for purpose, text in (("two", sealed), ("one", sealed[:-6] + "AAAAA="), ("one", "")):
        with pytest.raises(SealBroken):
            open_text(purpose, text)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Version/18 Safari/605", "Safari on Mac"),
        ("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit CriOS/140 Safari", "Chrome on iPhone"),
        ("curl/8", "Browser"),
        ("", "Browser"),
    ],
)
def test_browser_is_kept_as_a_family(agent, words):
    assert browser_family(agent) == words
