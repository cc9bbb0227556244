import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.operations import create_client
from tenant_apps.portal.models import Access, Comment, PortalSession
from tenant_apps.portal.operations import doors, work
from tests.tenant.portal.conftest import EMAIL
from tests.tenant.portal.test_sign_in import is_in


def at(rest):
    return f"/portal-access/{rest}"


def test_a_client_is_invited_from_their_page(known_client, client_as, queued):
    browser = client_as("sales")

    page = browser.get(f"/clients/{known_client.pk}/")
    form = browser.get(at(f"clients/{known_client.pk}/"))
    answer = browser.post(at(f"clients/{known_client.pk}/invitation/"), {"email": EMAIL})

    assert "Not invited yet." in page.text
    assert f'value="{EMAIL}"' in form.text
    assert answer.headers["Location"] == at(f"clients/{known_client.pk}/")
    assert list(Access.objects.values_list("email", flat=True)) == [EMAIL]
    assert queued() == ["portal.mail_invitation"]


def test_a_refused_invitation_says_why_and_keeps_the_address(access, owner, client_as):
    other = create_client(by=owner, display_name="Chan Tai-man")

    answer = client_as("owner").post(at(f"clients/{other.pk}/invitation/"), {"email": EMAIL})

    assert (answer.status_code, EMAIL in answer.text) == (422, True)
    assert "another client" in answer.text


def test_sessions_are_listed_and_ended_by_the_jeweler(signed_in, known_client, client_as):
    browser, session = client_as("owner"), PortalSession.objects.get()

    page = browser.get(at(f"clients/{known_client.pk}/"))
    browser.post(at(f"sessions/{session.pk}/end/"))

    assert session.device in page.text
    assert not is_in(signed_in)


def test_ending_an_access_ends_its_sessions(signed_in, access, client_as):
    client_as("owner").post(at(f"accesses/{access.pk}/revocation/"))

    access.refresh_from_db()
    assert (access.is_open, is_in(signed_in)) == (False, False)


def test_changing_the_address_ends_its_sessions_and_writes_to_the_new_one(signed_in, access, client_as, queued):
    client_as("owner").post(at(f"accesses/{access.pk}/email/"), {"email": "New@example.com"})

    access.refresh_from_db()
    assert (access.email, is_in(signed_in)) == ("new@example.com", False)
    assert queued().count("portal.mail_invitation") == 2


def test_comments_are_read_and_answered(signed_in, make_design, access, client_as):
    design = make_design()
    work.write_comment(design, text="A larger halo?", by=access)
    browser = client_as("bench")

    inbox = browser.get(at("comments/"))
    browser.post(at(f"designs/{design.pk}/reply/"), {"text": "Tomorrow."})

    assert "A larger halo?" in inbox.text
    assert "Nobody waits" in browser.get(at("comments/")).text
    assert "Tomorrow." in signed_in.get(f"/portal/designs/{design.pk}/").text


def test_an_empty_reply_is_refused(make_design, client_as):
    design = make_design()

    answer = client_as("owner").post(at(f"designs/{design.pk}/reply/"), {"text": " "})

    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_an_approval_is_shown_word_for_word(make_design, access, client_as):
    design = make_design()
    version = design.versions.select_related("design").get()
    statement = work.statement_of(version)
    work.approve_version(version, shown=work.statement_hash(statement), by=access)

    page = client_as("viewer").get(at(f"designs/{design.pk}/"))

    assert statement in page.text
    assert work.statement_hash(statement) in page.text


def test_requests_about_data_are_listed_and_closed(access, client_as):
    asked = work.ask_about_data(wish="see", text="Everything", by=access)
    browser = client_as("manager")

    page = browser.get(at("requests/"))
    browser.post(at(f"requests/{asked.pk}/closure/"))

    asked.refresh_from_db()
    assert ("Everything" in page.text, asked.closed_at is not None) == (True, True)


def test_the_inbox_asks_as_few_questions_for_thirty_as_for_one(make_design, access, client_as):
    browser = client_as("owner")
    work.write_comment(make_design(), text="One", by=access)
    browser.get(at("comments/"))
    with CaptureQueriesContext(connection) as one:
        browser.get(at("comments/"))
    for _turn in range(29):
        work.write_comment(make_design(), text="More", by=access)
    with CaptureQueriesContext(connection) as thirty:
        browser.get(at("comments/"))

    assert len(thirty) == len(one)


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("owner", [200, 200, 200, 200]),
        ("manager", [200, 200, 200, 200]),
        ("sales", [200, 200, 200, 403]),
        ("bench", [403, 200, 200, 403]),
        ("viewer", [403, 200, 200, 403]),
    ],
)
def test_roles_see_what_they_may(known_client, make_design, client_as, role, statuses):
    design = make_design()
    paths = [f"clients/{known_client.pk}/", "comments/", f"designs/{design.pk}/", "requests/"]

    assert [client_as(role).get(at(path)).status_code for path in paths] == statuses


def test_a_viewer_neither_replies_nor_settles(make_design, access, client_as):
    design = make_design()
    work.write_comment(design, text="Hello", by=access)
    browser = client_as("viewer")

    answers = [browser.post(at(f"designs/{design.pk}/{act}/"), {"text": "x"}) for act in ("reply", "settlement")]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert Comment.objects.filter(settled_at=None).count() == 1


def test_another_jewelers_portal_does_not_exist(jeweler_b, member_as, client_as):
    with jeweler_context(jeweler_b):
        member = member_as("owner", jeweler_b)
        client = create_client(by=member, display_name="Stranger")
        access = doors.invite_client(client, email=EMAIL, by=member)
        asked = work.ask_about_data(wish="see", text="", by=access)
    browser = client_as("owner")

    assert browser.get(at(f"clients/{client.pk}/")).status_code == 404
    for path in (
        f"clients/{client.pk}/invitation/",
        f"accesses/{access.pk}/revocation/",
        f"accesses/{access.pk}/email/",
        f"requests/{asked.pk}/closure/",
    ):
        assert browser.post(at(path), {"email": "a@example.com"}).status_code == 404
    with jeweler_context(jeweler_b):
        assert Access.objects.get().is_open
