"""The team's pages: who may open them, and what they do."""

from datetime import timedelta

import pytest

from shared_apps.accounts.models import Invitation, Membership
from shared_apps.core.roles import Role
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.team.models import House, Member
from tests.support.people import make_account, make_member

PAGES = {
    "/team/": set(Role),
    "/team/agreement/": set(Role),
    "/team/invitations/new/": {"owner"},
    "/team/house/": {"owner", "manager"},
}


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("path", PAGES)
def test_page_opens_for_its_roles(client_as, path, role):
    response = client_as(role).get(path)

    assert response.status_code == (200 if role in PAGES[path] else 403)
    assert " style=" not in response.content.decode()


def member_of(client, tenant):
    with jeweler_context(tenant):
        return Member.objects.get(account_id=client.account.pk)


def test_owner_invites_and_withdraws(jeweler_a, client_as):
    client = client_as("owner")
    response = client.post("/team/invitations/new/", {"email": "new@example.com", "role": "bench"})
    invitation = Invitation.objects.get(email="new@example.com")

    assert response["Location"] == "/team/"
    assert "new@example.com" in client.get("/team/").content.decode()
    client.post(f"/team/invitations/{invitation.pk}/withdrawal/")
    assert "new@example.com" not in client.get("/team/").content.decode()


def test_manager_sees_no_invitations(jeweler_a, client_as):
    client_as("owner").post("/team/invitations/new/", {"email": "new@example.com", "role": "bench"})

    assert "new@example.com" not in client_as("manager").get("/team/").content.decode()


def test_inviting_a_member_is_refused_in_words(client_as):
    client = client_as("owner")
    response = client.post("/team/invitations/new/", {"email": client.account.email, "role": "bench"})

    assert response.status_code == 422
    assert "already a member" in response.content.decode()


def test_owner_changes_a_role_and_the_page_shows_it_at_once(jeweler_a, client_as):
    bench, owner = client_as("bench"), client_as("owner")
    response = owner.post(f"/team/members/{member_of(bench, jeweler_a).pk}/role/", {"role": "manager"})

    assert response["Location"] == "/team/"
    assert member_of(bench, jeweler_a).role == "manager"
    assert Membership.objects.get(account=bench.account).role == "manager"


@pytest.mark.parametrize("act", ["role", "removal"])
def test_changing_the_team_asks_for_a_fresh_proof(jeweler_a, client_as, act):
    bench, owner = client_as("bench"), client_as("owner", age=timedelta(minutes=6))
    path = f"/team/members/{member_of(bench, jeweler_a).pk}/{act}/"

    assert "fresh=1" in owner.get(path)["Location"]
    assert "fresh=1" in owner.post(path, {"role": "manager"})["Location"]
    assert Membership.objects.get(account=bench.account).role == "bench"


def test_the_last_owner_is_refused_in_words(jeweler_a, client_as):
    owner = client_as("owner")
    pk = member_of(owner, jeweler_a).pk
    answers = [
        owner.post(f"/team/members/{pk}/role/", {"role": "viewer"}),
        owner.post(f"/team/members/{pk}/removal/"),
    ]

    assert [answer.status_code for answer in answers] == [409, 409]
    assert "at least one owner" in answers[0].content.decode()
    assert owner.get("/team/").status_code == 200


def test_owner_who_leaves_is_out_at_once(jeweler_a, client_as):
    make_member(jeweler_a, "owner", account=make_account())
    owner = client_as("owner")

    owner.post(f"/team/members/{member_of(owner, jeweler_a).pk}/removal/")

    assert owner.get("/team/").status_code == 302
    assert not Membership.objects.filter(account=owner.account).exists()


def test_another_jewelers_member_does_not_exist_here(jeweler_b, client_as):
    foreign = member_of(client_as("bench", jeweler_b), jeweler_b)
    owner = client_as("owner")

    for act in ("role", "removal"):
        assert owner.get(f"/team/members/{foreign.pk}/{act}/").status_code == 404
        assert owner.post(f"/team/members/{foreign.pk}/{act}/", {"role": "viewer"}).status_code == 404
    with jeweler_context(jeweler_b):
        assert Member.objects.get(pk=foreign.pk).role == "bench"


def test_another_jewelers_invitation_cannot_be_withdrawn(jeweler_b, client_as):
    client_as("owner", jeweler_b).post("/team/invitations/new/", {"email": "new@example.com", "role": "bench"})
    invitation = Invitation.objects.get(email="new@example.com")

    assert client_as("owner").post(f"/team/invitations/{invitation.pk}/withdrawal/").status_code == 404
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_manager_changes_the_house(jeweler_a, client_as):
    fields = {
        "name": "Aurelle",
        "hue": "garnet",
        "privacy_contact": "data@aurelle.example",
        "privacy_notice": "Ask us.",
    }
    response = client_as("manager").post("/team/house/", fields)

    assert response["Location"] == "/team/house/"
    with jeweler_context(jeweler_a):
        house = House.objects.get()
    assert {name: getattr(house, name) for name in fields} == fields


def test_house_refuses_a_color_nobody_checked(jeweler_a, client_as):
    response = client_as("manager").post("/team/house/", {"name": "Aurelle", "hue": "hotpink"})

    assert response.status_code == 422
    with jeweler_context(jeweler_a):
        assert House.objects.get().hue == ""
