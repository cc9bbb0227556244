"""Settings -> Support: an owner lets support in, everybody in charge sees what was looked at, it ends at once."""

from datetime import timedelta

import pytest

from shared_apps.core.actors import KnownActor
from shared_apps.core.clock import now
from shared_apps.support.models import Grant
from shared_apps.support.operations import carry_note
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.audit.models import TrailEvent
from tenant_apps.audit.operations import note_visitor
from tests.shared.support.conftest import make_grant, visitor
from tests.support.people import make_account, make_member

TOLD = {"areas": ["clients"], "reason": "A page shows an error", "hours": "3"}


@pytest.fixture
def staff(db):
    return make_account("staff@dialogjewelers.com", name="Ines Tam", is_staff=True)


def test_an_owner_lets_support_in_and_ends_it(jeweler_a, client_as):
    owner = client_as("owner")
    assert owner.post("/team/support/new/", TOLD).status_code == 302

    grant = Grant.objects.get()
    assert (grant.areas, grant.hours, grant.may_write, grant.is_live) == (["clients"], 3, False, True)
    with jeweler_context(jeweler_a):
        assert TrailEvent.objects.filter(event="support.grant.given").count() == 1
    assert owner.post(f"/team/support/{grant.pk}/revocation/").status_code == 302
    assert owner.post(f"/team/support/{grant.pk}/revocation/").status_code == 409
    assert "Ended early" in owner.get("/team/support/").content.decode()
    with jeweler_context(jeweler_a):
        assert TrailEvent.objects.filter(event="support.grant.revoked", actor_kind="account").count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"areas": []}, {"areas": ["all"]}, {"reason": ""}, {"hours": "0"}, {"hours": "73"}, {"hours": "many"}],
    ids=str,
)
def test_an_unclear_grant_is_asked_again(client_as, changes):
    response = client_as("owner").post("/team/support/new/", TOLD | changes)

    assert (response.status_code, Grant.objects.count()) == (422, 0)


def test_letting_in_asks_again_who_one_is(client_as):
    response = client_as("owner", age=timedelta(hours=1)).post("/team/support/new/", TOLD)

    assert ("fresh=1" in response["Location"], Grant.objects.count()) == (True, 0)


def test_what_support_looked_at_is_read_in_plain_words(jeweler_a, client_as, staff):
    grant = make_grant(jeweler_a, make_member(jeweler_a, "owner"))
    visitor(staff, jeweler_a, grant).get("/clients/")
    manager = client_as("manager")
    content = manager.get(f"/team/support/{grant.pk}/").content.decode()

    assert ("Ines Tam" in content, "clients, client list" in content, "looked at a page" in content) == (True,) * 3
    assert "End it now" not in content
    assert manager.post(f"/team/support/{grant.pk}/revocation/").status_code == 403


@pytest.mark.parametrize("rows", [1, 30])
def test_the_pages_ask_the_same_questions_however_many_rows(
    jeweler_a, client_as, staff, rows, django_assert_max_num_queries
):
    owner_account = make_member(jeweler_a, "owner")
    grant = make_grant(jeweler_a, owner_account)
    carry_note(grant_id=grant.pk, event="support.grant.given", by=owner_account)
    with jeweler_context(jeweler_a):
        for number in range(rows):
            page = {"route": f"page {number}", "objects": "", "method": "GET"}
            note_visitor(grant, "support.page.read", by=KnownActor("support", staff.pk), **page)
    past = {"hours": 1, "starts_at": now(), "ends_at": now(), "decided_by_id": owner_account.pk}
    for _ in range(rows):
        Grant.objects.create(jeweler_id=jeweler_a.id, basis="owner", reason="Why", asked_by_id=owner_account.pk, **past)
    owner = client_as("owner")
    owner.get("/team/support/")

    for path in ("/team/support/", f"/team/support/{grant.pk}/"):
        with (
            django_assert_max_num_queries(8, using="controller"),
            django_assert_max_num_queries(5, using="default"),
        ):
            assert owner.get(path).status_code == 200
