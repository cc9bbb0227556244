"""The register of jewelers in the console: invited, opened, suspended, put away; numbers only."""

import pytest

from shared_apps.accounts.models import Invitation
from shared_apps.core.actors import SYSTEM
from shared_apps.core.models import Job
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.operations import invite_jeweler
from tests.support.people import make_member

NEW = {"name": "House of Gold", "slug": "house-of-gold", "owner": "owner@example.com"}


def jobs():
    return set(Job.objects.values_list("name", flat=True))


def test_a_jeweler_is_invited_with_workspace_and_owner_at_once(staff):
    response = staff.post("/jewelers/new/", NEW)

    made = Jeweler.objects.get(slug="house-of-gold")
    assert (response.status_code, response.headers["Location"]) == (302, f"/jewelers/{made.pk}/")
    assert (made.name, made.state) == ("House of Gold", "provisioning")
    invitation = Invitation.objects.get(jeweler=made)
    assert (invitation.email, invitation.role, invitation.invited_by_id) == (NEW["owner"], "owner", staff.account.pk)
    assert {"jewelers.finish_opening", "accounts.send_invitation"} <= jobs()


@pytest.mark.parametrize(
    "changes",
    [
        {"slug": "app"},
        {"slug": "maison-aurelle"},
        {"slug": "ma1son-aurelle"},
        {"slug": "a"},
        {"slug": "-x-"},
        {"name": ""},
        {"owner": "nobody"},
    ],
    ids=str,
)
def test_a_refused_invitation_leaves_nothing(staff, changes):
    before = Jeweler.objects.count()

    response = staff.post("/jewelers/new/", NEW | changes)

    assert (response.status_code, Jeweler.objects.count(), Invitation.objects.count()) == (422, before, 0)
    assert jobs() == set()
    assert 'aria-invalid="true"' in response.content.decode()


@pytest.mark.parametrize(("act", "state"), [("suspend", "suspended"), ("archive", "archived")])
def test_a_jeweler_is_moved_with_a_reason(staff, jeweler_a, act, state):
    response = staff.post(f"/jewelers/{jeweler_a.id}/state/", {"act": act, "reason": "They asked for it"})

    assert (response.status_code, Jeweler.objects.get(pk=jeweler_a.id).state) == (302, state)
    content = staff.get(f"/jewelers/{jeweler_a.id}/").content.decode()
    assert "They asked for it" in content


def test_a_suspended_jeweler_is_resumed(staff, jeweler_a):
    for act in ("suspend", "resume"):
        staff.post(f"/jewelers/{jeweler_a.id}/state/", {"act": act, "reason": "As agreed"})

    assert Jeweler.objects.get(pk=jeweler_a.id).state == "active"


def test_an_invited_jeweler_s_workspace_is_opened(staff):
    invited = invite_jeweler(slug="house-of-gold", name="House of Gold", by=SYSTEM)

    assert "Open the workspace" in staff.get(f"/jewelers/{invited.pk}/").content.decode()
    staff.post(f"/jewelers/{invited.pk}/state/", {"act": "open"})

    assert Jeweler.objects.get(pk=invited.pk).state == "provisioning"


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"act": "suspend", "reason": ""}, 422),
        ({"act": "suspend", "reason": "   "}, 422),
        ({"act": "delete", "reason": "why"}, 422),
        ({"reason": "why"}, 422),
        ({"act": "resume", "reason": "why"}, 409),
    ],
    ids=str,
)
def test_a_step_without_a_reason_or_out_of_turn_changes_nothing(staff, jeweler_a, told, status):
    response = staff.post(f"/jewelers/{jeweler_a.id}/state/", told)

    assert (response.status_code, Jeweler.objects.get(pk=jeweler_a.id).state) == (status, "active")


def test_an_owner_is_invited(staff, jeweler_a):
    staff.post(f"/jewelers/{jeweler_a.id}/owners/", {"email": "owner@example.com"})

    assert Invitation.objects.get().email == "owner@example.com"
    assert "owner@example.com" in staff.get(f"/jewelers/{jeweler_a.id}/").content.decode()


def test_a_member_is_not_invited_again(staff, jeweler_a):
    account = make_member(jeweler_a, "owner")

    response = staff.post(f"/jewelers/{jeweler_a.id}/owners/", {"email": account.email})

    assert (response.status_code, Invitation.objects.count()) == (422, 0)
    assert "already a member" in response.content.decode()


@pytest.mark.parametrize("rows", [0, 28])
def test_the_list_asks_the_same_questions_however_many_rows(staff, rows, django_assert_max_num_queries):
    for number in range(rows):
        Jeweler.objects.create(slug=f"number-{number}x", skeleton=f"n{number}", name=f"Number {number}")

    with django_assert_max_num_queries(6, using="controller"):
        assert staff.get("/jewelers/").status_code == 200


def test_the_list_is_searched_and_filtered(staff, jeweler_a, jeweler_b):
    content = {query: staff.get(f"/jewelers/{query}").content.decode() for query in ("?q=aurelle", "?state=archived")}

    assert ("Maison Aurelle" in content["?q=aurelle"], "Atelier Bellamy" in content["?q=aurelle"]) == (True, False)
    assert "No jeweler matches" in content["?state=archived"]


def test_the_providers_are_listed(staff):
    content = staff.get("/providers/").content.decode()

    assert [kind for kind in ("Hosting", "Authentication", "Email delivery") if kind not in content] == []
