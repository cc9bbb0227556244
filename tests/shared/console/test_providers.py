"""The register of providers in the console: every step a page, every refusal a sentence."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from shared_apps.core.db import CONTROLLER
from shared_apps.providers import operations, queries
from shared_apps.providers.models import ListReply, Provider
from tests.support.people import make_account

NEW = {
    "key": "post",
    "name": "Northern Post",
    "legal_entity": "Northern Post Inc.",
    "category": "mail",
    "purposes": ["mail"],
    "data_categories": ["P11", "P13"],
    "locations": "hk, US",
    "transfer_mechanism": "rmc",
    "contract_on": "2026-06-01",
    "contract_sha256": "a" * 64,
    "evidence_on": "2026-05-01",
    "review_on": "2099-11-01",
    "hosts": "mail.example.com",
    "trains_on_data": "no",
}


@pytest.fixture
def post(staff):
    staff.post("/providers/new/", NEW)
    return Provider.objects.get(key="post")


def page(staff, path, status=200):
    response = staff.get(path)
    assert response.status_code == status
    return response.content.decode()


def step(staff, post, act, **told):
    return staff.post(f"/providers/changes/{post.changes.get().pk}/state/", {"act": act, **told})


def test_a_provider_is_entered_and_waits(staff, post):
    assert (post.state, post.locations, post.hosts, post.trains_on_data) == (
        "proposed",
        ["HK", "US"],
        ["mail.example.com"],
        False,
    )
    said = page(staff, f"/providers/{post.pk}/")
    assert "Tell the jewelers" in said
    assert "Northern Post Inc." in said
    assert "Northern Post" in page(staff, "/providers/")


@pytest.mark.parametrize(
    "wrong", [{"key": "Post!"}, {"key": "mail"}, {"locations": "XX"}, {"category": "analytics"}, {"name": ""}], ids=str
)
def test_a_refused_entry_says_why_and_leaves_nothing(staff, wrong):
    before = Provider.objects.count()

    response = staff.post("/providers/new/", NEW | wrong)

    assert (response.status_code, Provider.objects.count()) == (422, before)


def test_jewelers_are_told_and_the_window_shown(staff, post):
    assert step(staff, post, "activate").status_code == 409
    assert step(staff, post, "notice").status_code == 302

    said = page(staff, f"/providers/{post.pk}/")
    assert "Objections until" in said
    assert step(staff, post, "activate").status_code == 409
    assert step(staff, post, "nonsense").status_code == 422
    assert "objections until" in page(staff, "/providers/")


def test_what_cannot_wait_needs_somebody_else(staff, post):
    assert step(staff, post, "ask", reason="It stopped overnight.").status_code == 302
    assert "A second person has to confirm it" in page(staff, f"/providers/{post.pk}/")
    assert step(staff, post, "confirm").status_code == 409

    operations.confirm_emergency(post.changes.get(), by=make_account("ben@dialogjewelers.com", is_staff=True))

    said = page(staff, f"/providers/{post.pk}/")
    assert "because it could not wait: It stopped overnight." in said
    assert "Retire" in said
    assert staff.post(f"/providers/{post.pk}/retirement/").status_code == 302
    assert Provider.objects.get(key="post").state == "retired"


def test_a_review_that_is_due_stands_above_the_list(staff, post, time_machine):
    Provider.objects.filter(pk=post.pk).update(state="active", active_from="2020-01-01", review_on="2037-02-01")
    for now, due in (("2036-12-31", False), ("2037-01-05", True), ("2037-02-02", True)):
        time_machine.move_to(f"{now} 04:00+00:00", tick=False)
        rows = queries.reviews_due()
        assert [row.key for row in rows] == (["post"] if due else [])
        assert [row.is_review_overdue for row in rows] == ([now > "2037-02-01"] if due else [])


def test_reviews_due_are_shown(staff, post):
    Provider.objects.filter(pk=post.pk).update(state="active", active_from="2020-01-01", review_on="2020-02-01")

    assert "1 review due" in page(staff, "/providers/")
    assert "The review was due on 1 February 2020" in page(staff, f"/providers/{post.pk}/")


def test_a_correction_is_saved_and_a_house_row_is_not_edited(staff, post):
    response = staff.post(f"/providers/{post.pk}/edit/", NEW | {"name": "Northern Mail"})

    assert (response.status_code, Provider.objects.get(key="post").name) == (302, "Northern Mail")
    house = Provider.objects.get(key="authentication")
    assert page(staff, f"/providers/{house.pk}/edit/", status=404)
    assert staff.post(f"/providers/{post.pk}/edit/", NEW | {"name": "Northern Mail"}).status_code == 422


def test_the_list_is_shown_of_any_day_as_page_json_and_pdf(staff):
    assert "SHA-256" in page(staff, "/providers/list/")
    assert "No provider was active on that day" in page(staff, "/providers/list/?on=2020-01-01")
    assert page(staff, "/providers/list/?on=nonsense")
    assert staff.get("/providers/list.json").headers["Content-Type"] == "application/json"
    assert staff.get("/providers/list.pdf?on=2020-01-01").content.startswith(b"%PDF")


def test_who_asked_is_answered_from_the_page(staff):
    assert "Nobody asked yet" in page(staff, "/providers/requests/")
    today = {"asked_on": "2026-11-20", "as_of": "2026-11-21"}

    assert staff.post("/providers/requests/", {"email": "nobody", **today}).status_code == 422
    assert staff.post("/providers/requests/", {"email": "li@example.com", **today}).status_code == 302

    assert ListReply.objects.get().email == "li@example.com"
    assert "li@example.com" in page(staff, "/providers/requests/")


def test_the_list_takes_as_many_queries_for_thirty_as_for_one(staff, post):
    def counted():
        with CaptureQueriesContext(connections[CONTROLLER]) as seen:
            page(staff, "/providers/")
        return len(seen)

    few = counted()
    for number in range(30):
        staff.post("/providers/new/", NEW | {"key": f"post-{number}"})

    assert counted() == few
