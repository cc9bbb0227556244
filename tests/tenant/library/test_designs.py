import pytest

from tenant_apps.clients.operations import CardNumberInText, ClientArchived, archive_client, create_client
from tenant_apps.library import operations, queries
from tenant_apps.library.enums import DesignStatus
from tenant_apps.library.models import Design, DesignVersion
from tests.tenant.library.pictures import encoded


def test_a_design_gets_the_next_number_and_leaves_a_trail(known_client, owner, happened):
    first = operations.create_design(known_client, title="Ring", by=owner)
    second = operations.create_design(known_client, title="Pendant", by=owner)

    assert (first.code, second.code, first.status) == ("D-1", "D-2", DesignStatus.DRAFT)
    assert happened() == ["library.design.created"] * 2


def test_an_archived_client_gets_no_design(known_client, owner, happened):
    archive_client(known_client, by=owner)
    before = happened()

    with pytest.raises(ClientArchived):
        operations.create_design(known_client, title="Ring", by=owner)
    assert (Design.objects.count(), happened()) == (0, before)


def test_a_card_number_in_a_description_is_refused(known_client, owner):
    with pytest.raises(CardNumberInText):
        operations.create_design(known_client, title="Ring", description="4111 1111 1111 1111", by=owner)
    assert Design.objects.count() == 0


def test_an_edit_of_what_somebody_else_has_changed_is_refused(design, owner, happened):
    operations.edit_design(design, revision=1, title="Sapphire and gold", by=owner)

    with pytest.raises(operations.DesignChanged):
        operations.edit_design(design, revision=1, title="Sapphire and platinum", by=owner)

    design.refresh_from_db()
    assert (design.title, design.revision) == ("Sapphire and gold", 2)
    assert happened() == ["library.design.edited"]


def test_an_archived_design_can_not_be_edited_until_it_is_taken_out(design, owner):
    operations.archive_design(design, by=owner)
    with pytest.raises(operations.DesignArchived):
        operations.edit_design(design, revision=1, title="Other", by=owner)

    assert operations.restore_design(design, by=owner).status == DesignStatus.DRAFT


def test_a_version_copies_what_it_shows(design, owner, taken_in, happened):
    one, two = taken_in(encoded("jpeg")), taken_in(encoded("png"), content_type="image/png")

    version = operations.publish_version(
        design, title="First idea", notes="With a halo", file_ids=[two.pk, one.pk, two.pk], by=owner
    )
    operations.edit_design(design, revision=1, title="Something else", by=owner)

    version = DesignVersion.objects.get(pk=version.pk)
    assert (version.number, version.title, version.notes) == (1, "First idea", "With a halo")
    assert [picture.pk for picture in queries.version_pictures(version)] == [two.pk, one.pk]
    assert Design.objects.get().status == DesignStatus.IN_REVIEW
    assert happened()[-2:] == ["library.version.published", "library.design.edited"]


def test_a_versions_hash_changes_with_anything_it_shows(design, owner, taken_in):
    one, two = taken_in(encoded("jpeg")), taken_in(encoded("jpeg", size=(300, 300)))
    told = [
        ("A", "", [one]),
        ("B", "", [one]),
        ("A", "x", [one]),
        ("A", "", [two]),
        ("A", "", [one, two]),
        ("A", "", [two, one]),
    ]
    hashes = {operations.versions.version_hash(design, 1, *said) for said in told}

    assert len(hashes) == len(told)
    assert operations.versions.version_hash(design, 2, *told[0]) not in hashes
    version = operations.publish_version(design, title="A", file_ids=[one.pk], by=owner)
    assert version.hash == operations.versions.version_hash(design, 1, *told[0])


def test_a_version_needs_a_ready_picture_of_its_own_design(design, owner, known_client, taken_in, sent):
    other = operations.create_design(known_client, title="Other", by=owner)
    foreign, refused = taken_in(encoded("jpeg"), into=other), taken_in(b"nothing")
    waiting = sent(encoded("jpeg"))

    with pytest.raises(operations.VersionWithoutPictures):
        operations.publish_version(design, title="A", file_ids=[], by=owner)
    for file in (foreign, refused, waiting):
        with pytest.raises(operations.NotAPictureOfThisDesign):
            operations.publish_version(design, title="A", file_ids=[file.pk], by=owner)
    assert DesignVersion.objects.count() == 0


def test_only_the_latest_version_makes_a_design_approved(design, owner, taken_in):
    file = taken_in(encoded("jpeg"))
    first = operations.publish_version(design, title="One", file_ids=[file.pk], by=owner)
    second = operations.publish_version(design, title="Two", file_ids=[file.pk], by=owner)

    assert operations.approve_version(first, by=owner).status == DesignStatus.IN_REVIEW
    assert operations.approve_version(second, by=owner).status == DesignStatus.APPROVED


@pytest.mark.parametrize(
    ("text", "found"), [("SAPPH", 1), ("d-1", 1), ("ka-yan", 1), ("old c", 1), ("ruby", 0), ("", 1)]
)
def test_a_design_is_found_by_title_text_number_and_client(design, owner, text, found):
    assert queries.matching(queries.designs_visible_to(owner), text).count() == found


def test_pages_follow_each_other_without_gap_or_repetition(owner):
    client = create_client(by=owner, display_name="Chan Siu-ming")
    made = [operations.create_design(client, title=f"Ring {n}", by=owner).pk for n in range(7)]

    seen, before = [], None
    while True:
        page = queries.page_of_designs(queries.designs_visible_to(owner), before=before, size=3)
        seen += [row.pk for row in page.rows]
        if (before := page.before) is None:
            break

    assert seen == made[::-1]


def test_the_cover_is_the_first_picture_that_is_ready(design, owner, taken_in):
    taken_in(b"nothing")
    first = taken_in(encoded("jpeg"))
    taken_in(encoded("jpeg"))

    row = queries.page_of_designs(queries.designs_visible_to(owner)).rows[0]

    assert (row.cover, row.pictures) == (first.pk, 2)
