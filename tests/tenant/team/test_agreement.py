"""The agreement: accepted by an owner, proven, and nothing of a client before it (P10)."""

from datetime import timedelta
from hashlib import sha256

import pytest

from shared_apps.accounts import agreement, operations
from shared_apps.accounts.agreement import Version
from shared_apps.accounts.annexes import annex_hash
from shared_apps.accounts.models import AgreementAcceptance, AgreementVersion
from shared_apps.accounts.queries import agreement_accepted
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface
from tenant_apps.audit.models import TrailEvent
from tenant_apps.team import operations as team
from tenant_apps.team.models import House
from tests.support.people import make_account, make_member, signed_in_client


@pytest.fixture
def owner(jeweler_a):
    """An owner of a workspace in which nobody accepted anything yet."""
    account = make_account()
    operations.add_member(account, jeweler_a.id, role="owner", by=SYSTEM)
    operations.mirror_member(account_id=account.pk, jeweler_id=jeweler_a.id)
    with jeweler_context(jeweler_a):
        team.prepare()
    return account


@pytest.fixture
def client(owner, jeweler_a):
    return signed_in_client(owner, surface=Surface.WORKSPACE, tenant=jeweler_a)


def test_owner_is_led_to_the_agreement_from_every_page(client):
    assert [client.get(path)["Location"] for path in ("/", "/team/", "/clients/")] == ["/team/agreement/"] * 3
    assert client.get("/team/agreement/").status_code == 200
    assert client.get("/session/close/").status_code == 200


def test_others_are_not_led_there_but_see_that_it_is_open(jeweler_a, owner):
    bench = make_account()
    operations.add_member(bench, jeweler_a.id, role="bench", by=SYSTEM)
    operations.mirror_member(account_id=bench.pk, jeweler_id=jeweler_a.id)
    client = signed_in_client(bench, surface=Surface.WORKSPACE, tenant=jeweler_a)

    assert client.get("/team/").status_code == 200
    assert "ask an owner" in client.get("/team/agreement/").content.decode()
    assert client.post("/team/agreement/acceptance/", {"version": agreement.CURRENT_VERSION}).status_code == 403
    assert AgreementAcceptance.objects.count() == 0


def test_accepting_proves_version_text_person_and_time_and_opens_the_workspace(jeweler_a, owner, client):
    client.post("/team/agreement/acceptance/", {"version": agreement.CURRENT_VERSION})

    acceptance = AgreementAcceptance.objects.get()
    assert (acceptance.jeweler_id, acceptance.account_id) == (jeweler_a.id, owner.pk)
    assert acceptance.text_hash == sha256(agreement.text().encode()).hexdigest()
    assert client.get("/team/").status_code == 200
    with jeweler_context(jeweler_a):
        assert House.objects.get().agreement_version == agreement.CURRENT_VERSION
        assert TrailEvent.objects.filter(event="team.agreement.accepted", actor_kind="member").count() == 1


def test_accepting_twice_changes_nothing(jeweler_a, owner):
    for _ in range(2):
        operations.accept_agreement(jeweler_a.id, version=agreement.CURRENT_VERSION, by=owner)
        operations.mirror_agreement(jeweler_a.id)

    assert AgreementAcceptance.objects.count() == 1
    with jeweler_context(jeweler_a):
        assert TrailEvent.objects.filter(event="team.agreement.accepted").count() == 1


def test_an_old_version_is_refused(jeweler_a, owner, client):
    response = client.post("/team/agreement/acceptance/", {"version": "2020-01"})

    assert response.status_code == 409
    assert not agreement_accepted(jeweler_a.id)


def test_only_an_owner_can_accept(jeweler_a, owner):
    manager = make_account()
    operations.add_member(manager, jeweler_a.id, role="manager", by=SYSTEM)

    with pytest.raises(operations.NotAnOwner):
        operations.accept_agreement(jeweler_a.id, version=agreement.CURRENT_VERSION, by=manager)
    assert AgreementAcceptance.objects.count() == 0


YESTERDAY, TOMORROW = (now().date() + timedelta(days=days) for days in (-1, 1))


def test_a_new_version_asks_again(jeweler_a, owner, client, monkeypatch):
    client.post("/team/agreement/acceptance/", {"version": agreement.CURRENT_VERSION})
    monkeypatch.setattr(agreement, "VERSIONS", (*agreement.VERSIONS, Version("2099-01", YESTERDAY, YESTERDAY)))

    assert client.get("/team/")["Location"] == "/team/agreement/"


def test_tenant_code_refuses_on_its_own_half(jeweler_a, owner):
    with jeweler_context(jeweler_a):
        with pytest.raises(team.AgreementNotAccepted):
            team.require_agreement()
        team.accept_agreement(version=agreement.CURRENT_VERSION, text_hash=agreement.text_hash(), by_id=None)
        team.require_agreement()


def test_one_jewelers_acceptance_is_not_anothers(jeweler_a, jeweler_b):
    make_member(jeweler_a, "owner")

    assert (agreement_accepted(jeweler_a.id), agreement_accepted(jeweler_b.id)) == (True, False)


def new_version(monkeypatch, due_on):
    monkeypatch.setattr(agreement, "VERSIONS", (*agreement.VERSIONS, Version("2026-11b", YESTERDAY, due_on)))
    monkeypatch.setattr(agreement, "text", lambda version="": f"The words of {version}.")


def test_until_a_new_version_is_due_the_earlier_one_goes_on_and_a_banner_asks(jeweler_a, owner, client, monkeypatch):
    client.post("/team/agreement/acceptance/", {"version": agreement.CURRENT_VERSION})
    new_version(monkeypatch, TOMORROW)

    assert "new version of our agreement" in client.get("/team/").content.decode()
    with jeweler_context(jeweler_a):
        team.require_agreement()
    client.post("/team/agreement/acceptance/", {"version": "2026-11b"})
    assert "new version of our agreement" not in client.get("/team/").content.decode()


def test_once_due_owners_come_no_further_but_take_their_copy(jeweler_a, owner, client, monkeypatch):
    client.post("/team/agreement/acceptance/", {"version": agreement.CURRENT_VERSION})
    new_version(monkeypatch, YESTERDAY)

    assert client.get("/clients/")["Location"] == "/team/agreement/"
    assert client.get("/settings/data/").status_code == 200
    with jeweler_context(jeweler_a), pytest.raises(team.AgreementNotAccepted):
        team.require_agreement()
    client.post("/team/agreement/acceptance/", {"version": "2026-11b"})
    assert client.get("/clients/").status_code == 200


def test_an_acceptance_keeps_the_hash_of_the_list_of_providers(jeweler_a, owner):
    accepted = operations.accept_agreement(jeweler_a.id, version=agreement.CURRENT_VERSION, by=owner)

    assert accepted.annex_hash == annex_hash()
    assert len(accepted.annex_hash) == 64


def test_a_published_text_never_changes(db, monkeypatch):
    for _ in range(2):
        assert operations.sync_agreements() == agreement.CURRENT_VERSION
    row = AgreementVersion.objects.get()
    AgreementVersion.objects.update(text_hash="0" * 64)
    with pytest.raises(operations.AgreementTextChanged):
        operations.sync_agreements()
    assert row.text_hash == agreement.text_hash()
