"""The registers' pages say what is in them; each list asks the same questions however long it is."""

import json
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from shared_apps.core.clock import now
from shared_apps.core.models import Job
from shared_apps.registers.models import Breach, Disclosure
from shared_apps.registers.operations import breaches, disclosures
from shared_apps.retention.models import RunState, SweepRun
from shared_apps.rights.models import PolicyVersion
from tests.support.people import make_account, make_member

PROPOSAL = {
    "requester": "District Court",
    "legal_basis": "Order of 3 November 2026",
    "document_sha256": "ab" * 32,
    "data_class": "ours",
    "jeweler": "",
    "subjects": "wen@example.com\n\n",
    "fields_named": ["inquiries.brief.name", "inquiries.brief.phone"],
    "since": "2020-01-01",
    "until": "2099-01-01",
    "untold_because": "",
}
BREACH = {"title": "A key was seen", "noticed_at": "2026-11-01T08:30", "what_happened": "A file was read."}
PAGES = ["", "retention/", "disclosures/", "disclosures/new/", "breaches/", "breaches/new/", "policy/", "processing/"]


def page(client, path, status=200):
    response = client.get(f"/registers/{path}")
    assert response.status_code == status
    return response.content.decode()


def post(client, path, told):
    return client.post(f"/registers/{path}", told)


@pytest.fixture
def second(staff_client):
    """Another member of staff."""
    return staff_client("second@dialogjewelers.com")


@pytest.mark.parametrize("path", PAGES)
def test_every_register_opens_also_when_nothing_is_in_it(staff, path):
    assert "Registers" in page(staff, path)


@pytest.fixture
def filled(staff, db):
    """Return a filler of every register."""
    by = make_account("filler@dialogjewelers.com", is_staff=True)

    def fill(rows):
        for number in range(rows):
            at = now() - timedelta(hours=number + 1)
            SweepRun.objects.create(started_at=at, leased_until=at, finished_at=at, state=RunState.FINISHED)
            told = {"subjects": ["a@example.com"], "fields": ["inquiries.brief.name"]}
            Disclosure.objects.create(
                proposed_by_id=by.pk, since="2026-01-01", until="2026-02-01", data_class="ours", **told
            )
            Breach.objects.create(title="x", noticed_at=at, what_happened="y", reported_by_id=by.pk)

    return fill


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize(
    ("path", "queries"), [("", 11), ("retention/", 12), ("disclosures/", 9), ("breaches/", 9)], ids=str
)
@pytest.mark.usefixtures("db")
def test_a_list_asks_the_same_questions_however_long_it_is(staff, filled, path, queries, rows):
    filled(rows)

    with CaptureQueriesContext(connections["controller"]) as asked:
        page(staff, path)
    assert len(asked) <= queries


def test_the_alarm_is_on_the_page_when_no_sweep_finished_for_two_days(staff):
    late = now() - timedelta(hours=49)
    SweepRun.objects.create(started_at=late, leased_until=late, finished_at=late, state=RunState.FINISHED)

    for path in ("", "retention/"):
        assert "No sweep has finished for two days" in page(staff, path)


def test_counting_and_sweeping_are_asked_of_the_worker(staff):
    Job.objects.all().delete()
    for kind in ("trial", "sweep"):
        assert post(staff, "retention/runs/", {"kind": kind}).status_code == 302

    asked = [job.arguments for job in Job.objects.filter(name="retention.sweep").order_by("pk")]
    assert [one["is_trial"] for one in asked] == [True, False]
    assert {one["by_id"] for one in asked} == {str(staff.account.pk)}


def test_a_disclosure_goes_from_one_person_to_another_and_is_taken_out(staff, second, brief):
    response = post(staff, "disclosures/new/", PROPOSAL | {"subjects": brief.email})
    disclosure = Disclosure.objects.get()
    where = f"disclosures/{disclosure.pk}/"
    assert response.headers["Location"] == f"/registers/{where}"
    assert "Somebody else has to decide" in page(staff, where)
    assert post(staff, f"{where}decision/", {"act": "approve"}).status_code == 409

    assert "Decide" in page(second, where)
    assert post(second, f"{where}decision/", {"act": "approve"}).status_code == 302
    disclosures.make_export(disclosure_id=str(disclosure.pk))

    taken = post(staff, f"{where}export/", {})
    assert taken.headers["Content-Disposition"] == f'attachment; filename="{disclosure.code}.json"'
    assert taken.headers["Cache-Control"] == "no-store"
    assert json.loads(taken.content)["rows"]["inquiries.brief"][0]["name"] == brief.name


@pytest.mark.parametrize(
    "changes",
    [
        {"subjects": ""},
        {"subjects": "everybody"},
        {"subjects": "\n".join(f"p{n}@example.com" for n in range(21))},
        {"fields_named": []},
        {"fields_named": ["accounts.account.password"]},
        {"document_sha256": "xyz"},
        {"data_class": "both"},
        {"data_class": "jeweler", "fields_named": ["clients.client.display_name"]},
        {"since": "2027-01-01", "until": "2026-01-01"},
        {"requester": "x" * 201},
    ],
    ids=str,
)
def test_a_proposal_that_is_not_exact_is_shown_again_and_nothing_is_written(staff, changes):
    response = post(staff, "disclosures/new/", PROPOSAL | changes)

    assert (response.status_code, Disclosure.objects.count()) == (422, 0)
    assert 'aria-invalid="true"' in response.content.decode() or "is-invalid" in response.content.decode()


def test_a_refusal_needs_a_reason(staff, second):
    post(staff, "disclosures/new/", PROPOSAL)
    where = f"disclosures/{Disclosure.objects.get().pk}/decision/"

    assert post(second, where, {"act": "refuse"}).status_code == 422
    assert post(second, where, {"act": "refuse", "reason": "It names nobody"}).status_code == 302
    assert Disclosure.objects.get().refused_because == "It names nobody"


def test_a_breach_is_entered_described_told_and_closed(staff, jeweler_a):
    make_member(jeweler_a, "owner")
    post(staff, "breaches/new/", BREACH)
    breach = Breach.objects.get()
    where = f"breaches/{breach.pk}/"
    assert "Authority overdue" in page(staff, where)

    post(staff, f"{where}objects/", {"kind": "workspace", "name": jeweler_a.slug})
    post(staff, f"{where}description/", {"what_happened": "A file was read twice.", "measures": "The key is changed."})
    post(staff, f"{where}drafts/", {})
    draft = breach.drafts.get()
    assert "The key is changed." in draft.text
    assert post(staff, f"{where}closure/", {}).status_code == 409
    post(staff, f"breach-drafts/{draft.pk}/", {"text": "Our words."})
    post(staff, f"{where}notes/", {"text": "The provider answered."})
    post(staff, f"{where}authority/", {"untold_because": "No risk"})
    assert post(staff, f"{where}closure/", {}).status_code == 302

    content = page(staff, where)
    assert "Told" in content
    assert "The provider answered." in content
    form = json.loads(staff.get(f"/registers/{where}form/").content)
    assert (form["jewelers_affected"], form["jewelers_told"], form["measures"]) == (1, 1, "The key is changed.")
    assert "Jewelers&#x27; clients" in form["categories"] or "Jewelers' clients" in form["categories"]


@pytest.mark.parametrize(
    ("path", "told"),
    [("objects/", {"kind": "nothing"}), ("description/", {"what_happened": ""}), ("notes/", {"text": "x" * 1001})],
    ids=["objects", "description", "notes"],
)
def test_a_small_form_of_a_breach_that_is_wrong_is_shown_again(staff, path, told):
    post(staff, "breaches/new/", BREACH)
    breach = Breach.objects.get()

    assert post(staff, f"breaches/{breach.pk}/{path}", told).status_code == 422


def test_an_unknown_thing_is_refused_in_words(staff):
    post(staff, "breaches/new/", BREACH)
    response = post(staff, f"breaches/{Breach.objects.get().pk}/objects/", {"kind": "workspace", "name": "nobody"})

    assert response.status_code == 409
    assert breaches.ObjectUnknown.message in response.content.decode()


def test_the_policy_s_edition_shows_its_words_and_hash(staff):
    edition = PolicyVersion.objects.get(number=1)

    content = page(staff, f"policy/{edition.pk}/")
    assert edition.text_sha256 in content
    assert "No notice was given." in content


@pytest.mark.parametrize("path", ["processing.json", "processing/jewelers.json"])
def test_a_record_of_processing_is_a_document(staff, jeweler_a, path):
    record = json.loads(staff.get(f"/registers/{path}").content)

    assert record["activities"]
    assert record["security"]


def test_the_processor_s_record_names_the_jewelers(staff, jeweler_a):
    assert "Maison Aurelle" in page(staff, "processing/jewelers/")
