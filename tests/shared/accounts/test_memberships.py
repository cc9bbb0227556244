"""Places in workspaces: offered, taken, changed, ended; the jeweler's mirror follows."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connections

from shared_apps.accounts import operations
from shared_apps.accounts.models import Account, Invitation, Membership
from shared_apps.accounts.operations import memberships
from shared_apps.accounts.tasks import mirror_member as mirror_task
from shared_apps.accounts.tasks import note_invitation as note_task
from shared_apps.accounts.tasks import send_invitation as send_task
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.models import Job
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.audit.models import TrailEvent
from tenant_apps.team.models import Member
from tests.support.people import browser, make_account, make_member


@pytest.fixture
def owner(jeweler_a):
    return make_member(jeweler_a, "owner")


def members(tenant):
    with jeweler_context(tenant):
        return {m.email: (m.role, m.is_active) for m in Member.objects.all()}


def jewelers_trail(tenant, prefix="team."):
    with jeweler_context(tenant):
        links = TrailEvent.objects.filter(event__startswith=prefix).order_by("seq")
        return list(links.values_list("event", "actor_kind"))


def run(task, name):
    """Run the newest job of this name as the worker would, twice."""
    job = Job.objects.filter(name=name).latest("pk")
    task(**job.arguments)
    task(**job.arguments)


def test_invite_member_opens_an_invitation_leaves_a_trail_and_queues_a_mail(jeweler_a, owner, trail, queued):
    before = len(queued())
    invitation = operations.invite_member(jeweler_a.id, email=" New@Example.com ", role="sales", by=owner)

    assert (invitation.email, invitation.role, invitation.invited_by_id) == ("new@example.com", "sales", owner.pk)
    assert trail(invitation) == ["accounts.invitation.sent"]
    assert queued()[before:] == ["accounts.note_invitation", "accounts.send_invitation"]


def test_invite_member_again_replaces_the_open_invitation(jeweler_a, owner):
    first = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    second = operations.invite_member(jeweler_a.id, email="new@example.com", role="bench", by=owner)

    first.refresh_from_db()
    assert first.withdrawn_at is not None
    assert (second.role, second.withdrawn_at) == ("bench", None)


def test_invite_member_refuses_who_is_already_in(jeweler_a, owner, queued):
    before = queued()

    with pytest.raises(operations.AlreadyMember):
        operations.invite_member(jeweler_a.id, email=owner.email, role="sales", by=owner)
    assert (Invitation.objects.count(), queued()) == (0, before)


def test_invite_member_refuses_a_flood(jeweler_a, owner):
    for number in range(50):
        operations.invite_member(jeweler_a.id, email=f"p{number}@example.com", role="sales", by=owner)

    with pytest.raises(operations.TooManyInvitations):
        operations.invite_member(jeweler_a.id, email="one-more@example.com", role="sales", by=owner)


def test_invitation_is_noted_once_in_the_jewelers_trail(jeweler_a, owner):
    operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    run(note_task, "accounts.note_invitation")

    assert jewelers_trail(jeweler_a, "team.invitation") == [("team.invitation.sent", "member")]


def test_invitation_mail_names_the_workspace_and_holds_no_credential(jeweler_a, owner, monkeypatch):
    from shared_apps.egress import mail

    sent = []
    monkeypatch.setattr(mail, "send", lambda kind, **letter: sent.append((kind, letter)))
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    send_task(invitation_id=str(invitation.pk))

    [(kind, letter)] = sent
    assert (kind, letter["to"], letter["context"]["workspace"]) == (
        "accounts.invitation",
        "new@example.com",
        "Maison Aurelle",
    )
    path = letter["context"]["link"].partition("8000")[2] or f"/invitations/{invitation.pk}/"
    assert browser().get(path)["Location"].startswith("/sign-in/")


def test_withdrawn_invitation_is_mailed_no_more(jeweler_a, owner, monkeypatch):
    from shared_apps.egress import mail

    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    operations.withdraw_invitation(invitation.pk, jeweler_a.id, by=owner)
    monkeypatch.setattr(mail, "send", lambda *_, **__: pytest.fail("a mail was sent"))

    send_task(invitation_id=str(invitation.pk))


def test_accept_invitation_gives_the_place_and_the_mirror_follows(jeweler_a, owner, trail):
    person = make_account("new@example.com", name="Noor")
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    membership = operations.accept_invitation(invitation.pk, by=person)
    run(mirror_task, "accounts.mirror_member")

    assert (membership.account_id, membership.role) == (person.pk, "sales")
    assert trail(invitation) == ["accounts.invitation.sent", "accounts.invitation.accepted"]
    assert members(jeweler_a)["new@example.com"] == ("sales", True)
    assert jewelers_trail(jeweler_a, "team.member")[-1] == ("team.member.joined", "member")


@pytest.mark.parametrize("spoil", ["expired", "withdrawn", "declined", "accepted", "other address", "unconfirmed"])
def test_accept_invitation_refuses_what_is_not_open_to_this_person(jeweler_a, owner, spoil):
    email = "other@example.com" if spoil == "other address" else "new@example.com"
    person = make_account(email)
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    at = now()
    if spoil == "expired":
        at += timedelta(days=7, seconds=1)
    if spoil == "withdrawn":
        operations.withdraw_invitation(invitation.pk, jeweler_a.id, by=owner)
    if spoil == "declined":
        operations.decline_invitation(invitation.pk, by=person)
    if spoil == "accepted":
        operations.accept_invitation(invitation.pk, by=person)
        operations.remove_member(person.pk, jeweler_a.id, by=owner)
    if spoil == "unconfirmed":
        person.emailaddress_set.update(verified=False)

    with time_machine.travel(at, tick=False), pytest.raises(operations.InvitationNotOpen):
        operations.accept_invitation(invitation.pk, by=person)
    assert not Membership.objects.filter(account=person).exists()


def test_withdraw_invitation_refuses_another_jewelers(jeweler_a, jeweler_b, owner):
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)

    with pytest.raises(operations.InvitationNotOpen):
        operations.withdraw_invitation(invitation.pk, jeweler_b.id, by=owner)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is None


def test_change_role_is_mirrored_and_ends_the_persons_sessions_there(jeweler_a, owner, client_as, trail):
    bench = client_as("bench")
    membership = operations.change_role(bench.account.pk, jeweler_a.id, role="manager", by=owner)
    run(mirror_task, "accounts.mirror_member")

    assert members(jeweler_a)[bench.account.email] == ("manager", True)
    assert trail(membership)[-1] == "accounts.membership.role_changed"
    assert jewelers_trail(jeweler_a, "team.member")[-1] == ("team.member.role_changed", "member")
    assert bench.get("/team/").status_code == 302


@pytest.mark.parametrize(
    "act",
    [
        lambda owner, tenant: operations.change_role(owner.pk, tenant.id, role="manager", by=owner),
        lambda owner, tenant: operations.remove_member(owner.pk, tenant.id, by=owner),
    ],
)
def test_the_last_owner_stays(jeweler_a, owner, queued, act):
    before = queued()

    with pytest.raises(operations.LastOwner):
        act(owner, jeweler_a)
    assert Membership.objects.get(account=owner).role == "owner"
    assert queued() == before


def test_an_owner_may_go_when_there_is_another(jeweler_a, owner):
    make_member(jeweler_a, "owner", account=make_account())

    operations.remove_member(owner.pk, jeweler_a.id, by=owner)

    assert not Membership.objects.filter(account=owner).exists()


def test_two_owners_cannot_demote_each_other_at_once(committed_db, jeweler_a):
    owners = [make_account() for _ in range(2)]
    for account in owners:
        operations.add_member(account, jeweler_a.id, role="owner", by=SYSTEM)

    def demote(account):
        try:
            operations.change_role(account.pk, jeweler_a.id, role="viewer", by=SYSTEM)
        except operations.LastOwner:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(demote, owners))

    assert outcomes == ["done", "refused"]


def test_remove_member_lets_the_mirror_go_and_keeps_its_name(jeweler_a, owner):
    bench = make_member(jeweler_a, "bench", name="Bo")
    operations.remove_member(bench.pk, jeweler_a.id, by=owner)
    run(mirror_task, "accounts.mirror_member")

    with jeweler_context(jeweler_a):
        member = Member.objects.get(account_id=bench.pk)
    assert (member.name, member.is_active) == ("Bo", False)
    assert jewelers_trail(jeweler_a, "team.member")[-1] == ("team.member.left", "member")


def test_remove_member_refuses_who_is_not_in(jeweler_a, owner):
    with pytest.raises(operations.NotAMember):
        operations.remove_member(make_account().pk, jeweler_a.id, by=owner)


def test_a_late_mirror_carries_what_is_true_now(jeweler_a, owner):
    """A job decided before a change and run after it must not bring the old state back."""
    bench = make_member(jeweler_a, "bench")
    memberships_job = {"account_id": str(bench.pk), "jeweler_id": str(jeweler_a.id), "by_kind": "system", "by_id": None}
    operations.change_role(bench.pk, jeweler_a.id, role="sales", by=owner)
    mirror_task(**memberships_job)
    operations.remove_member(bench.pk, jeweler_a.id, by=owner)
    mirror_task(**memberships_job)

    assert members(jeweler_a)[bench.email] == ("sales", False)


def test_change_account_is_mirrored_into_every_workspace(jeweler_a, jeweler_b, owner):
    make_member(jeweler_b, "viewer", account=owner)
    operations.change_account(owner, name="Ada L.", phone="", by=owner)
    operations.mirror_account(owner.pk, by=owner)

    for tenant in (jeweler_a, jeweler_b):
        with jeweler_context(tenant):
            assert Member.objects.get(account_id=owner.pk).name == "Ada L."


def test_a_closed_account_has_no_place_in_the_mirror(jeweler_a):
    bench = make_member(jeweler_a, "bench")
    Account.objects.filter(pk=bench.pk).update(is_active=False)
    memberships.mirror_member(account_id=bench.pk, jeweler_id=jeweler_a.id)

    assert members(jeweler_a)[bench.email] == ("bench", False)


# Pages of an invitation


def test_invitation_page_opens_for_its_addressee_alone(jeweler_a, owner, app_client):
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    path = f"/invitations/{invitation.pk}/"
    addressee, other = app_client(make_account("new@example.com")), app_client(make_account("other@example.com"))

    assert addressee.get(path).status_code == 200
    assert (other.get(path).status_code, other.post(path + "acceptance/").status_code) == (404, 404)
    assert "Maison Aurelle" not in other.get(path).content.decode()
    assert not Membership.objects.filter(account=other.account).exists()


def test_accepting_on_the_page_leads_into_the_workspace(jeweler_a, owner, app_client):
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    client = app_client(make_account("new@example.com"))

    assert "Maison Aurelle" in client.get("/").content.decode()
    response = client.post(f"/invitations/{invitation.pk}/acceptance/")
    assert response["Location"] == f"/enter/{jeweler_a.slug}/"


def test_declining_on_the_page_closes_the_invitation(jeweler_a, owner, app_client):
    invitation = operations.invite_member(jeweler_a.id, email="new@example.com", role="sales", by=owner)
    client = app_client(make_account("new@example.com"))
    client.post(f"/invitations/{invitation.pk}/refusal/")

    invitation.refresh_from_db()
    assert (invitation.accepted_at, invitation.withdrawn_at is None) == (None, False)
