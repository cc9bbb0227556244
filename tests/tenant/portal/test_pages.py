import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared_apps.storage import objects
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.operations import create_client
from tenant_apps.library.models import Rendition
from tenant_apps.library.operations import archive_design, create_design
from tenant_apps.library.operations.places import absolute
from tenant_apps.portal.models import Approval, Comment, DataRequest
from tenant_apps.portal.operations import doors, work
from tenant_apps.team.models import House
from tests.tenant.portal.conftest import EMAIL, ask, ready_file

UNKNOWN = "0199f0c2-7d3a-7c55-9d3c-2f4f35a1b001"


def where(design, rest=""):
    return f"/portal/designs/{design.pk}/{rest}"


def test_home_shows_what_waits_for_the_client(signed_in, make_design, owner, known_client):
    make_design(title="Halo ring")
    create_design(known_client, title="Still a draft", by=owner)
    archive_design(make_design(title="Put away"), by=owner)

    page = signed_in.get("/portal/")

    assert [shared.design.title for shared in page.context["yours"]] == ["Halo ring"]
    assert "Still a draft" not in page.text
    assert "Put away" not in page.text


def test_home_asks_as_few_questions_for_thirty_designs_as_for_one(signed_in, make_design):
    make_design()
    signed_in.get("/portal/")
    with CaptureQueriesContext(connection) as one:
        signed_in.get("/portal/")
    for _turn in range(29):
        make_design(versions=2)
    with CaptureQueriesContext(connection) as thirty:
        signed_in.get("/portal/")

    assert len(thirty) == len(one)


def test_a_design_asks_as_few_questions_for_many_versions_and_comments(signed_in, make_design, access, owner):
    design, long_one = make_design(), make_design(versions=10)
    signed_in.get(where(design))
    work.write_comment(design, text="One", by=access)
    with CaptureQueriesContext(connection) as one:
        signed_in.get(where(design))
    for turn in range(30):
        work.write_comment(long_one, text=f"Word {turn}", by=access)
        work.reply(long_one, text=f"Answer {turn}", by=owner)
    with CaptureQueriesContext(connection) as many:
        signed_in.get(where(long_one))

    assert len(many) == len(one)


def test_a_design_shows_its_versions_and_what_would_be_approved(signed_in, make_design):
    design = make_design(versions=2)

    latest, older = signed_in.get(where(design)), signed_in.get(where(design, "?version=1"))

    assert "Approve version 2" in latest.text
    assert latest.context["statement"] in latest.text
    assert ("Notes 1" in older.text, "Approve version" in older.text) == (True, False)


def test_two_versions_are_compared_side_by_side(signed_in, make_design):
    design = make_design(versions=3)

    page = signed_in.get(where(design, "comparison/?left=1&right=3"))

    assert [version.number for version in page.context["pair"]] == [1, 3]
    assert signed_in.get(where(make_design(), "comparison/")).status_code == 302


def test_approving_through_the_page_writes_it_down(signed_in, make_design):
    design = make_design()
    statement = signed_in.get(where(design)).context["statement_hash"]

    answer = signed_in.post(where(design, "versions/1/approval/"), {"statement": statement})

    assert answer.headers["Location"] == where(design)
    assert Approval.objects.get().statement_hash == statement
    assert "You approved version 1" in signed_in.get(where(design)).text


def test_approving_an_older_version_or_something_else_is_refused_with_a_sentence(signed_in, make_design):
    design = make_design(versions=2)
    statement = signed_in.get(where(design, "?version=1")).context["statement_hash"]

    older = signed_in.post(where(design, "versions/1/approval/"), {"statement": statement})
    other = signed_in.post(where(design, "versions/2/approval/"), {"statement": statement})
    none = signed_in.post(where(design, "versions/3/approval/"), {"statement": statement})

    assert (older.status_code, other.status_code, none.status_code) == (409, 409, 404)
    assert "newer version" in older.text
    assert "not what you were shown" in other.text
    assert Approval.objects.count() == 0


def test_a_comment_is_written_and_shown(signed_in, make_design):
    design = make_design()

    answer = signed_in.post(where(design, "comments/"), {"text": "A larger <halo>?", "version": "1"})

    assert answer.status_code == 302
    assert (Comment.objects.get().version.number, Comment.objects.get().is_clients) == (1, True)
    assert "A larger &lt;halo&gt;?" in signed_in.get(where(design)).text


@pytest.mark.parametrize("text", ["", "my card 4111 1111 1111 1111"])
def test_a_refused_comment_loses_nothing(signed_in, make_design, text):
    design = make_design()

    answer = signed_in.post(where(design, "comments/"), {"text": text, "version": "9999999999999"})

    assert (answer.status_code, text in answer.text, Comment.objects.count()) == (422, True, 0)


def test_pictures_of_published_versions_are_served_and_no_others(signed_in, make_design, jeweler_a, embedded):
    design = make_design()
    file, hidden = design.versions.get().files.get(), ready_file(design)
    for picture in (file, hidden):
        Rendition.objects.create(
            file=picture, name="thumb", width=1, height=1, bytes=4, sha256="0" * 64, object_key=f"p/{picture.pk}"
        )
        with jeweler_context(jeweler_a):
            objects.put(jeweler_a, absolute(f"p/{picture.pk}"), b"webp", content_type="image/webp")

    answer = signed_in.get(f"/portal/pictures/{file.pk}/thumb/")

    assert (answer.status_code, answer.headers["Content-Type"], answer.getvalue()) == (200, "image/webp", b"webp")
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    assert signed_in.get(f"/portal/pictures/{hidden.pk}/thumb/").status_code == 404
    assert signed_in.get(f"/portal/pictures/{file.pk}/original/").status_code == 404


def test_another_clients_designs_and_pictures_do_not_exist(signed_in, make_design, owner, access):
    stranger = create_client(by=owner, display_name="Chan Tai-man")
    design = make_design(client=stranger)
    file = design.versions.get().files.get()
    Rendition.objects.create(file=file, name="thumb", width=1, height=1, bytes=4, sha256="0" * 64, object_key="p/x")

    gets = [where(design), where(design, "comparison/"), f"/portal/pictures/{file.pk}/thumb/", where(design)[:-5] + "/"]
    posts = [where(design, "comments/"), where(design, "versions/1/approval/"), f"/portal/devices/{UNKNOWN}/end/"]

    assert [signed_in.get(path).status_code for path in gets] == [404] * len(gets)
    assert [signed_in.post(path, {"text": "x"}).status_code for path in posts] == [404] * len(posts)


def test_the_same_address_at_two_jewelers_is_two_strangers(signed_in, make_design, surfer, jeweler_b, member_as):
    design = make_design()
    with jeweler_context(jeweler_b):
        member = member_as("owner", jeweler_b)
        doors.invite_client(create_client(by=member, display_name="K. Lee"), email=EMAIL, by=member)
        other = surfer(jeweler_b)
        other.post(f"/portal/sign-in/{ask(other)}/")

    assert "K. Lee" in other.get("/portal/").text
    assert other.get(where(design)).status_code == 404


def test_every_page_asks_who_is_there(make_design, surfer):
    design = make_design()
    paths = ["", "devices/", "data/", f"designs/{design.pk}/", f"pictures/{UNKNOWN}/thumb/"]

    answers = [surfer().get(f"/portal/{path}") for path in paths]

    assert {(a.status_code, a.headers["Location"]) for a in answers} == {(302, "/portal/sign-in/")}


def test_a_member_of_the_workspace_is_nobody_in_the_portal(make_design, client_as):
    design = make_design()

    assert client_as("owner").get(where(design)).headers["Location"] == "/portal/sign-in/"


def test_a_client_of_the_portal_is_nobody_in_the_workspace(signed_in, known_client):
    for path in ("/", "/clients/", f"/clients/{known_client.pk}/"):
        assert "/enter/maison-aurelle/" in signed_in.get(path).headers["Location"]


def test_the_jewelers_notice_is_shown_to_everyone_and_so_is_our_policy(in_jeweler_a, surfer):
    House.objects.update(privacy_notice="We keep sizes.", privacy_contact="privacy@maison.example")

    page = surfer().get("/portal/notice/")

    assert "We keep sizes." in page.text
    assert "mailto:privacy@maison.example" in page.text
    assert 'href="/portal/notice/"' in surfer().get("/portal/sign-in/").text
    assert "/privacy" in page.text


def test_a_request_about_data_lands_in_this_workspace_only(signed_in, jeweler_b, access):
    answer = signed_in.post("/portal/data/", {"wish": "delete", "text": "All of it, please"})

    assert answer.status_code == 302
    assert list(DataRequest.objects.values_list("wish", "text", "client")) == [
        ("delete", "All of it, please", access.client_id)
    ]
    assert "Delete my data" in signed_in.get("/portal/data/").text
    with jeweler_context(jeweler_b):
        assert DataRequest.objects.count() == 0


def test_a_refused_request_keeps_what_was_typed(signed_in):
    answer = signed_in.post("/portal/data/", {"wish": "", "text": "All of it"})

    assert (answer.status_code, "All of it" in answer.text, DataRequest.objects.count()) == (422, True, 0)
