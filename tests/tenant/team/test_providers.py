"""Settings -> Providers: what a house sees of who works for us, and its objections (P41, P42)."""

import pytest

from shared_apps.accounts import agreement
from shared_apps.accounts import operations as accounts
from shared_apps.accounts.annexes import annex_hash
from shared_apps.accounts.models import AgreementAcceptance
from shared_apps.core.actors import SYSTEM
from shared_apps.egress import gate
from shared_apps.providers import operations
from shared_apps.providers.models import Objection, Provider
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.hosts import Surface
from tenant_apps.team import operations as team
from tests.support.people import make_account, signed_in_client

POST = {
    "name": "Northern Post",
    "legal_entity": "Northern Post Inc.",
    "category": "mail",
    "purposes": ["mail"],
    "data_categories": ["P13"],
    "locations": ["US"],
    "transfer_mechanism": "rmc",
    "contract_on": "2026-06-01",
    "contract_sha256": "a" * 64,
    "evidence_on": "2026-05-01",
    "review_on": "2099-11-01",
}


@pytest.fixture
def ada(db):
    return make_account("ada@dialogjewelers.com", name="Ada", is_staff=True)


@pytest.fixture
def announced(ada, jeweler_a):
    post = operations.enter_provider("post", POST, by=ada)
    operations.give_change_notice(post.changes.get(), by=ada)
    return post


def test_a_house_sees_who_is_in_use_and_what_is_announced(client_as, announced):
    said = client_as("owner").get("/team/providers/").content.decode()

    assert "This machine" in said
    assert "Northern Post: new provider" in said
    assert "Northern Post Inc." in said
    assert "Objections until" in said
    assert "It is the list your house accepted." in said


def test_a_provider_nobody_was_told_of_is_not_shown(client_as, ada):
    operations.enter_provider("post", POST, by=ada)

    assert "Northern Post" not in client_as("owner").get("/team/providers/").content.decode()


def test_an_owner_objects_to_an_announcement_and_takes_it_back(client_as, announced, jeweler_a):
    owner, change = client_as("owner"), announced.changes.get()

    posted = {"change": str(change.pk), "reason": "Not in the US."}
    assert owner.post(f"/team/providers/{announced.pk}/objection/", posted).status_code == 302

    made = Objection.objects.get()
    assert (made.jeweler_id, made.change_id, made.reason) == (jeweler_a.id, change.pk, "Not in the US.")
    assert "You objected on" in owner.get("/team/providers/").content.decode()
    for status in (302, 409):
        assert owner.post(f"/team/objections/{made.pk}/withdrawal/").status_code == status
    assert "You objected on" not in owner.get("/team/providers/").content.decode()


def test_an_objection_to_a_provider_in_use_stops_it_for_this_house(client_as, jeweler_a, jeweler_b):
    mail = Provider.objects.get(key="mail")

    client_as("owner").post(f"/team/providers/{mail.pk}/objection/", {})

    with pytest.raises(gate.JewelerObjects):
        gate.allow("mail", "mail", jeweler=jeweler_a.id)
    gate.allow("mail", "mail", jeweler=jeweler_b.id)


@pytest.mark.parametrize("role", ["manager", "sales", "bench", "viewer"])
def test_others_see_the_list_and_cannot_object(client_as, announced, role):
    someone = client_as(role)

    assert "An owner can object to this." in someone.get("/team/providers/").content.decode()
    assert someone.post(f"/team/providers/{announced.pk}/objection/", {}).status_code == 403
    assert Objection.objects.count() == 0


@pytest.mark.parametrize("change", ["nonsense", "00000000-0000-7000-8000-000000000000"])
def test_an_objection_to_what_is_not_announced_is_refused(client_as, announced, change):
    response = client_as("owner").post(f"/team/providers/{announced.pk}/objection/", {"change": change})

    assert response.status_code in {404, 422}
    assert Objection.objects.count() == 0


def test_the_list_can_be_kept(client_as, jeweler_a):
    viewer = client_as("viewer")

    assert viewer.get("/team/providers/list.pdf").content.startswith(b"%PDF")
    assert viewer.get("/team/providers/list.json").headers["Content-Type"] == "application/json"


def test_an_agreement_read_with_another_list_is_not_accepted(client_as, ada, jeweler_a):
    owner = make_account()
    accounts.add_member(owner, jeweler_a.id, role="owner", by=SYSTEM)
    read = annex_hash()
    post = operations.enter_provider("post", POST, by=ada)
    operations.ask_emergency(post.changes.get(), reason="It stopped.", by=ada)
    ben = make_account("ben@dialogjewelers.com", is_staff=True)
    operations.confirm_emergency(post.changes.get(), by=ben)
    told = {"version": agreement.current().version, "by": owner}

    with pytest.raises(accounts.AgreementOutdated):
        accounts.accept_agreement(jeweler_a.id, annex=read, **told)
    assert not AgreementAcceptance.objects.filter(jeweler_id=jeweler_a.id).exists()
    assert accounts.accept_agreement(jeweler_a.id, annex=annex_hash(), **told).annex_hash == annex_hash() != read


def test_an_owner_reads_the_list_before_the_agreement_is_accepted(jeweler_a):
    owner = make_account()
    accounts.add_member(owner, jeweler_a.id, role="owner", by=SYSTEM)
    accounts.mirror_member(account_id=owner.pk, jeweler_id=jeweler_a.id)
    with jeweler_context(jeweler_a):
        team.prepare()
    reading = signed_in_client(owner, surface=Surface.WORKSPACE, tenant=jeweler_a)

    assert annex_hash() in reading.get("/team/agreement/").content.decode()
    assert reading.get("/team/providers/").status_code == 200
    assert reading.get("/team/providers/list.pdf").status_code == 200
