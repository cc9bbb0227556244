"""The console's pages around jewelers: applications, health, agreement, announcements, accesses; numbers only."""

import csv
from datetime import timedelta

import pytest

from shared_apps.core.clock import now
from shared_apps.jewelers.models import Announcement, Application, Details, Health, Jeweler, UsageReading
from shared_apps.notices.models import Delivery
from shared_apps.support.models import Grant
from shared_apps.support.operations import note_visit, revoke
from tests.shared.support.conftest import make_grant
from tests.support.people import make_account, make_member

GLASS = {"areas": ["clients"], "reason": "The page of a safe is open", "hours": "2"}


def test_an_inquiry_becomes_a_jeweler_by_way_of_an_application(staff, inquiry):
    for _ in range(2):
        where = staff.post(f"/inquiries/{inquiry.pk}/application/")["Location"]
    application = Application.objects.get()
    assert where == f"/jewelers/applications/{application.pk}/"
    told = {"name": "House of Gold", "slug": "house-of-gold", "contact_email": "o@example.com", "dealer_category": ""}
    assert staff.post(where, told).status_code == 302
    assert staff.post(f"{where}decision/", {"act": "accept", "reason": ""}).status_code == 422

    response = staff.post(f"{where}decision/", {"act": "accept", "reason": "Fine work"})

    made = Jeweler.objects.get(slug="house-of-gold")
    assert (response.status_code, response["Location"]) == (302, f"/jewelers/{made.pk}/")
    assert "Fine work" in staff.get(where).content.decode()
    assert staff.post(where, told).status_code == 409


@pytest.mark.parametrize(
    "told",
    [
        {"slug": "app", "reason": "Fine"},
        {"slug": "maison-aurelle", "reason": "Fine"},
        {"slug": "", "reason": "Fine"},
    ],
    ids=str,
)
def test_a_refused_decision_says_why_and_makes_nothing(staff, inquiry, jeweler_a, told):
    where = staff.post(f"/inquiries/{inquiry.pk}/application/")["Location"]
    Application.objects.update(slug=told["slug"])
    before = Jeweler.objects.count()

    response = staff.post(f"{where}decision/", {"act": "accept", "reason": told["reason"]})

    assert (response.status_code, Jeweler.objects.count(), Application.objects.get().state) == (422, before, "open")


def test_the_details_are_kept_by_staff(staff, jeweler_a):
    path = f"/jewelers/{jeweler_a.id}/details/"
    assert staff.post(path, {"dealer_category": "a", "dealer_number": ""}).status_code == 422
    staff.post(path, {"legal_name": "金屋有限公司", "dealer_category": "a", "dealer_number": "A-1"})

    assert Details.objects.values_list("legal_name", "dealer_number").get() == ("金屋有限公司", "A-1")
    assert "金屋有限公司" in staff.get(f"/jewelers/{jeweler_a.id}/").content.decode()


def many(number):
    """Enter more open jewelers, with everything the lists show of them."""
    person = make_account("of-many@example.com")
    for index in range(number):
        jeweler = Jeweler.objects.create(
            slug=f"house-{index}x",
            skeleton=f"h{index}",
            name=f"House {index}",
            state="active",
            schema_name=f"t_{index}",
        )
        Health.objects.create(jeweler=jeweler, checked_at=now(), failed_jobs=index % 2)
        Details.objects.create(jeweler=jeweler)
        Application.objects.create(name=f"House {index}", contact_email="x@example.com")
        Announcement.objects.create(kind="change", title=f"No. {index}", text="It changes", shown_until=now())
        jeweler.acceptances.create(account=person, version="2026-11", text_hash="0", accepted_at=now())
        grant = Grant.objects.create(
            jeweler=jeweler,
            basis="owner",
            areas=["clients"],
            reason="Why",
            hours=1,
            asked_by_id=person.pk,
            decided_by_id=person.pk,
            starts_at=now() - timedelta(minutes=1),
            ends_at=now() + timedelta(minutes=1),
        )
        note_visit(grant, person)


LISTS = {
    "/jewelers/health/": 8,
    "/jewelers/health/?show=trouble": 8,
    "/jewelers/agreement/": 8,
    "/jewelers/applications/": 6,
    "/jewelers/announcements/": 6,
    "/jewelers/accesses/": 9,
    "/jewelers/accesses/table.csv": 8,
}


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("rows", [1, 30])
def test_a_list_asks_the_same_questions_however_many_rows(staff, jeweler_a, rows, path, django_assert_max_num_queries):
    many(rows)

    with django_assert_max_num_queries(LISTS[path], using="controller"):
        assert staff.get(path).status_code == 200


def test_the_fleet_counts_and_shows_what_needs_attention(staff, jeweler_a, jeweler_b):
    for tenant, failed in ((jeweler_a, 2), (jeweler_b, 0)):
        Health.objects.create(jeweler_id=tenant.id, checked_at=now(), failed_jobs=failed)

    content = staff.get("/jewelers/health/?show=trouble").content.decode()

    assert ("Maison Aurelle" in content, "Atelier Bellamy" in content) == (True, False)
    assert "Jobs failed" in content


def test_usage_is_drawn_without_script(staff, jeweler_a):
    for back, clients in enumerate((9, 5, 3)):
        day = now().date() - timedelta(days=back)
        UsageReading.objects.create(jeweler_id=jeweler_a.id, day=day, clients=clients, bytes=2048)
    content = staff.get(f"/jewelers/{jeweler_a.id}/").content.decode()

    assert ('<polyline points="0.0,26.0 60.0,18.0 120.0,2.0"' in content, "2.0" in content) == (True, True)


def test_an_announcement_is_made_and_taken_back(staff, jeweler_a):
    make_member(jeweler_a, "owner")
    told = {"kind": "change", "title": "A change", "text": "It changes", "shown_until": "2099-01-01T10:00"}
    assert staff.post("/jewelers/announcements/new/", told | {"shown_until": "2020-01-01T10:00"}).status_code == 422
    assert staff.post("/jewelers/announcements/new/", told | {"kind": "offer"}).status_code == 422
    staff.post("/jewelers/announcements/new/", told | {"jewelers": [str(jeweler_a.id)], "is_mailed": "on"})

    announcement = Announcement.objects.get()
    assert (announcement.to_all, Delivery.objects.count()) == (False, 1)
    path = f"/jewelers/announcements/{announcement.pk}/withdrawal/"
    assert [staff.post(path).status_code for _ in range(2)] == [302, 409]


def test_the_glass_is_broken_by_two_through_their_own_pages(staff_client, jeweler_a):
    owner = make_member(jeweler_a, "owner")
    first, second = staff_client(), staff_client("second@dialogjewelers.com")
    assert first.post(f"/jewelers/{jeweler_a.id}/glass/", GLASS | {"hours": "5"}).status_code == 422
    first.post(f"/jewelers/{jeweler_a.id}/glass/", GLASS)
    grant = Grant.objects.get()
    path = f"/jewelers/accesses/{grant.pk}/agreement/"

    assert first.post(path).status_code == 409
    assert "Agree" not in first.get(f"/jewelers/{jeweler_a.id}/").content.decode()
    assert second.post(path).status_code == 302

    assert Delivery.objects.values_list("email", flat=True).get() == owner.email
    assert "Enter" in first.get(f"/jewelers/{jeweler_a.id}/").content.decode()


def test_breaking_the_glass_asks_again_who_one_is(staff_client, jeweler_a):
    stale = staff_client(age=timedelta(hours=1))

    response = stale.post(f"/jewelers/{jeweler_a.id}/glass/", GLASS)

    assert ("fresh=1" in response["Location"], Grant.objects.count()) == (True, 0)


def test_the_review_says_who_could_and_did(staff, jeweler_a):
    grant = make_grant(jeweler_a, make_member(jeweler_a, "owner"))
    colleague = make_account("second@dialogjewelers.com", name="Ada Ho", is_staff=True)
    note_visit(grant, colleague, pages=7)
    revoke(grant.pk, jeweler_a.id, by=colleague)

    rows = list(csv.DictReader(staff.get("/jewelers/accesses/table.csv").content.decode().splitlines()))

    assert {(row["e-mail"], row["could reach"], row["pages asked for"]) for row in rows} == {
        ("staff@dialogjewelers.com", "yes", "0"),
        ("second@dialogjewelers.com", "yes", "7"),
    }
    assert "Ada Ho, 7 pages" in staff.get("/jewelers/accesses/").content.decode()
    assert "Ada Ho, 7 pages" not in staff.get("/jewelers/accesses/?quarter=2024-Q1").content.decode()
