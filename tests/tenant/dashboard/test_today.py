import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.operations import create_client, receive_lead
from tenant_apps.library.enums import FileState
from tenant_apps.portal.operations import doors, work
from tests.tenant.portal.conftest import make_design, ready_file  # noqa: F401 -- fixtures

INTRODUCTION = "0199f0c2-7d3a-7c55-9d3c-2f4f35a1b"


@pytest.fixture
def owner(in_jeweler_a, member_as):
    return member_as("owner")


@pytest.fixture
def known_client(owner):
    return create_client(by=owner, display_name="Lee Ka-yan")


@pytest.fixture
def something_happens(make_design, known_client, owner):  # noqa: F811
    """Return a doer of one of everything the page shows."""
    access = doors.invite_client(known_client, email="ka@example.com", by=owner)

    def happen(number):
        receive_lead(introduction_id=f"{INTRODUCTION}{number:03}", name=f"Lead {number}")
        design = make_design(title=f"Design {number}")
        version = design.versions.select_related("design").get()
        statement = work.statement_hash(work.statement_of(version))
        work.approve_version(version, shown=statement, by=access)
        work.write_comment(design, text=f"Word {number}", by=access)
        ready_file(design, state=FileState.CHECKING)
        work.ask_about_data(wish="see", text="", by=access)

    return happen


def test_an_empty_workspace_says_so_and_offers_the_first_steps(owner, client_as):
    page = client_as("owner").get("/")

    assert (page.status_code, "Nobody waits for an answer." in page.text) == (200, True)
    assert 'href="/clients/new/"' in page.text


def test_today_shows_what_needs_someone(something_happens, client_as):
    something_happens(1)

    today = client_as("owner").get("/").context["today"]

    assert ([lead.name for lead in today.leads], today.lead_count) == (["Lead 1"], 1)
    assert [comment.text for comment in today.comments] == ["Word 1"]
    assert [approval.version.design.title for approval in today.approvals] == ["Design 1"]
    assert (today.files_working, today.with_clients, len(today.requests)) == (1, 0, 1)


def test_today_asks_as_few_questions_for_thirty_as_for_one(something_happens, client_as):
    browser = client_as("owner")
    something_happens(1)
    browser.get("/")
    with CaptureQueriesContext(connection) as one:
        browser.get("/")
    for number in range(2, 31):
        something_happens(number)
    with CaptureQueriesContext(connection) as thirty:
        browser.get("/")

    assert len(thirty) == len(one)


def test_leads_and_requests_are_shown_to_whom_they_concern(something_happens, client_as):
    something_happens(1)

    pages = {role: client_as(role).get("/").context["today"] for role in ("sales", "bench")}

    assert [(len(today.leads), today.lead_count, len(today.requests)) for today in pages.values()] == [
        (1, 1, 0),
        (0, 0, 0),
    ]


def test_another_jewelers_day_is_not_ours(something_happens, client_as, jeweler_b):
    something_happens(1)

    with jeweler_context(jeweler_b):
        today = client_as("owner", jeweler_b).get("/").context["today"]

    assert (today.lead_count, today.comments, today.approvals, today.files_working) == (0, [], [], 0)


@pytest.mark.parametrize(
    ("role", "labels"),
    [
        (
            "owner",
            [
                "Today",
                "Clients",
                "Designs",
                "Comments",
                "To do",
                "Leads",
                "Data requests",
                "Team",
                "Settings",
                "Your data",
            ],
        ),
        ("sales", ["Today", "Clients", "Designs", "Comments", "To do", "Leads", "Team"]),
        ("bench", ["Today", "Clients", "Designs", "Comments", "To do", "Team"]),
    ],
)
def test_the_way_about_follows_the_role(owner, client_as, role, labels):
    page = client_as(role).get("/clients/")

    assert [item["label"] for item in page.context["nav"]] == labels
    assert [item["label"] for item in page.context["nav"] if item["current"]] == ["Clients"]


def test_every_place_of_the_owner_opens(owner, client_as):
    browser = client_as("owner")
    places = [item["url"] for item in browser.get("/").context["nav"]]

    assert {url: browser.get(url).status_code for url in places} == dict.fromkeys(places, 200)
