import hashlib

import pytest

from tenant_apps.clients.operations import CardNumberInText, create_client
from tenant_apps.library.operations import DesignArchived, archive_design, publish_version
from tenant_apps.portal.models import Approval, Comment, DataRequest
from tenant_apps.portal.operations import doors, work
from tenant_apps.portal.queries import Turn, home_of, waiting_by_design
from tests.tenant.portal.conftest import ready_file


@pytest.fixture
def design(make_design):
    return make_design(versions=2)


@pytest.fixture
def latest(design):
    return design.versions.select_related("design").get(number=2)


@pytest.fixture
def stranger(owner):
    client = create_client(by=owner, display_name="Chan Tai-man")
    return doors.invite_client(client, email="chan@example.com", by=owner)


def shown(version):
    return work.statement_hash(work.statement_of(version))


def test_an_approval_keeps_what_was_shown_word_for_word(latest, design, access, happened):
    approval = work.approve_version(latest, shown=shown(latest), by=access)

    picture = latest.images.get()
    assert approval.statement == (
        f"I approve version 2 of design {design.code}, “Halo ring 2”, as it is shown here.\n"
        "Notes: Notes 2\n"
        "Pictures: 1\n"
        f"1. SHA-256 {picture.sha256}\n"
        f"Version SHA-256 {latest.hash}"
    )
    assert approval.statement_hash == hashlib.sha256(approval.statement.encode()).hexdigest()
    design.refresh_from_db()
    assert design.status == "approved"
    assert happened()[-2:] == ["portal.version.approved", "library.design.approved"]


def test_approving_twice_is_one_approval(latest, access, happened):
    first = work.approve_version(latest, shown=shown(latest), by=access)
    again = work.approve_version(latest, shown=shown(latest), by=access)

    assert (again, Approval.objects.count(), happened().count("portal.version.approved")) == (first, 1, 1)


def test_an_older_version_is_not_approved(design, access, happened):
    older = design.versions.select_related("design").get(number=1)

    with pytest.raises(work.VersionSuperseded):
        work.approve_version(older, shown=shown(older), by=access)

    assert (Approval.objects.count(), happened()) == (0, [])


def test_what_was_not_shown_is_not_approved(latest, design, access, happened):
    older = design.versions.select_related("design").get(number=1)

    for statement in ("", shown(older)):
        with pytest.raises(work.StatementChanged):
            work.approve_version(latest, shown=statement, by=access)

    assert (Approval.objects.count(), happened()) == (0, [])


def test_a_version_of_an_archived_design_is_not_approved(latest, design, access, owner):
    archive_design(design, by=owner)

    with pytest.raises(DesignArchived):
        work.approve_version(latest, shown=shown(latest), by=access)

    assert Approval.objects.count() == 0


def test_another_client_approves_and_says_nothing(latest, design, stranger, happened):
    with pytest.raises(work.NotYours):
        work.approve_version(latest, shown=shown(latest), by=stranger)
    with pytest.raises(work.NotYours):
        work.write_comment(design, text="Hello", by=stranger)

    assert (Approval.objects.count(), Comment.objects.count(), happened()) == (0, 0, [])


def test_a_comment_names_only_versions_of_its_design(design, make_design, access):
    other = make_design(title="Studs").versions.get()

    with pytest.raises(work.NotYours):
        work.write_comment(design, text="Hello", by=access, version=other)

    assert Comment.objects.count() == 0


def test_a_reply_settles_what_the_client_said(design, access, owner, happened):
    first = work.write_comment(design, text="Larger halo?", by=access)
    work.write_comment(design, text="And lower.", by=access)
    waiting = waiting_by_design()
    work.reply(design, text="Yes, tomorrow.", by=owner)

    assert waiting == [first]
    assert waiting_by_design() == []
    assert work.settle_comments(design, by=owner) == 0
    assert happened() == ["portal.comment.written"] * 2 + ["portal.comment.answered"]


def test_comments_can_be_marked_as_read(design, access, owner, happened):
    work.write_comment(design, text="Thank you", by=access)

    assert work.settle_comments(design, by=owner) == 1
    assert (waiting_by_design(), happened()[-1]) == ([], "portal.comment.settled")


def test_a_card_number_is_refused_in_comments_and_requests(design, access, owner, happened):
    card = "4111 1111 1111 1111"
    for write in (
        lambda: work.write_comment(design, text=card, by=access),
        lambda: work.reply(design, text=card, by=owner),
        lambda: work.ask_about_data(wish="other", text=card, by=access),
    ):
        with pytest.raises(CardNumberInText):
            write()

    assert (Comment.objects.count(), DataRequest.objects.count(), happened()) == (0, 0, [])


def test_whose_turn_it_is_follows_the_work(design, latest, access, owner):
    turns = [home_of(access)[0].turn]
    work.write_comment(design, text="Larger?", by=access)
    turns.append(home_of(access)[0].turn)
    work.reply(design, text="Yes", by=owner)
    turns.append(home_of(access)[0].turn)
    work.approve_version(latest, shown=shown(latest), by=access)
    turns.append(home_of(access)[0].turn)
    publish_version(design, title="Halo ring 3", file_ids=[ready_file(design).pk], by=owner)
    turns.append(home_of(access)[0].turn)

    assert turns == [Turn.CLIENT, Turn.JEWELER, Turn.CLIENT, Turn.NOBODY, Turn.CLIENT]


def test_a_request_about_data_is_closed_once(access, owner, happened):
    asked = work.ask_about_data(wish="delete", text="Please", by=access)

    work.close_data_request(asked, by=owner)
    closed = work.close_data_request(asked, by=owner)

    assert (closed.client, closed.closed_by) == (access.client, owner)
    assert happened() == ["portal.request.made", "portal.request.closed"]
