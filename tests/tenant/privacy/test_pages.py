"""Settings, Your data: who may, who they must have proved to be, and a download that goes on where it broke."""

from datetime import timedelta

import pytest
from django.urls import set_urlconf

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.instructions.models import Instruction
from shared_apps.jewelers.models import Jeweler
from shared_apps.storage import objects
from shared_apps.tenancy.context import jeweler_context
from shared_apps.tenancy.registry import forget_all_tenants
from tenant_apps.privacy import operations
from tenant_apps.privacy.models import Export
from tenant_apps.privacy.ranges import RangeNotSatisfiable, parse_range

DATA = "/settings/data/"


@pytest.fixture
def no_old_copies(in_jeweler_a):
    """The store is not taken back with the test's transaction."""
    objects.delete_many(in_jeweler_a, stored_copies(in_jeweler_a))


def stored_copies(tenant):
    return [entry.key for entry in objects.list_objects(tenant) if "/exports/" in entry.key]


@pytest.fixture
def owner(client_as):
    return client_as("owner")


@pytest.fixture
def made(no_old_copies, in_jeweler_a, member_as):
    """A copy that is ready."""
    export = operations.request_export(by=member_as("owner"))
    operations.run_export(export_id=str(export.pk))
    export.refresh_from_db()
    return export


@pytest.mark.parametrize("role", ["manager", "sales", "bench", "viewer"])
def test_only_owners_see_it(client_as, role):
    assert client_as(role).get(DATA).status_code == 403


def test_asking_for_a_copy_needs_fresh_proof(client_as):
    answer = client_as("owner", age=timedelta(minutes=6)).post(f"{DATA}exports/")

    assert answer.status_code == 302
    assert "/session/start/" in answer["Location"] or "/enter/" in answer["Location"]
    assert "fresh" in answer["Location"]


def test_an_owner_asks_for_a_copy_once(owner, in_jeweler_a):
    owner.post(f"{DATA}exports/")
    owner.post(f"{DATA}exports/")

    assert [export.state for export in Export.objects.all()] == ["requested"]


def test_a_copy_is_downloaded_whole(owner, made):
    answer = owner.get(f"{DATA}exports/{made.pk}/archive.zip")
    body = b"".join(answer.streaming_content)

    assert (answer.status_code, len(body), body[:2]) == (200, made.bytes, b"PK")
    assert answer["Content-Disposition"].startswith('attachment; filename="maison-aurelle-')


def test_a_broken_download_goes_on_where_it_stopped(owner, made):
    url = f"{DATA}exports/{made.pk}/archive.zip"
    first = b"".join(owner.get(url, headers={"range": "bytes=0-99"}).streaming_content)

    answer = owner.get(url, headers={"range": "bytes=100-"})
    rest = b"".join(answer.streaming_content)

    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes 100-{made.bytes - 1}/{made.bytes}")
    assert first + rest == b"".join(owner.get(url).streaming_content)


def test_a_range_of_another_copy_gives_the_whole(owner, made):
    headers = {"range": "bytes=100-", "if-range": '"another"'}

    answer = owner.get(f"{DATA}exports/{made.pk}/archive.zip", headers=headers)

    assert (answer.status_code, len(b"".join(answer.streaming_content))) == (200, made.bytes)


def test_a_range_outside_is_refused(owner, made):
    answer = owner.get(f"{DATA}exports/{made.pk}/archive.zip", headers={"range": f"bytes={made.bytes}-"})

    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{made.bytes}")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("bytes=0-9", (0, 9)),
        ("bytes=90-", (90, 99)),
        ("bytes=-10", (90, 99)),
        ("bytes=90-1000", (90, 99)),
        ("bytes=0-1,5-6", None),
        ("lines=1-2", None),
        ("bytes=-", None),
    ],
)
def test_ranges_are_read_as_the_rfc_says(header, expected):
    found = parse_range(header, 100)

    assert (found and (found.start, found.end)) == expected


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=9-3", "bytes=-0"])
def test_ranges_that_cannot_be_are_refused(header):
    with pytest.raises(RangeNotSatisfiable):
        parse_range(header, 100)


def test_an_export_killed_on_the_way_is_made_again_and_leaves_nothing_behind(
    no_old_copies, in_jeweler_a, member_as, monkeypatch
):
    export = operations.request_export(by=member_as("owner"))
    with monkeypatch.context() as patched:
        patched.setattr(operations, "finish_export", killed)
        with pytest.raises(KeyboardInterrupt):
            operations.run_export(export_id=str(export.pk))

    operations.run_export(export_id=str(export.pk))

    export.refresh_from_db()
    assert export.state == "ready"
    assert stored_copies(in_jeweler_a) == [operations.object_key(in_jeweler_a, export)]


def killed(*_arguments):
    raise KeyboardInterrupt


def test_a_copy_expires_with_its_object(in_jeweler_a, made):
    Export.objects.update(expires_at=now() - timedelta(seconds=1))

    assert operations.expire_exports() == 1

    made.refresh_from_db()
    assert (made.state, made.key) == ("expired", "")
    assert stored_copies(in_jeweler_a) == []


def test_a_deletion_needs_the_address_typed_out(owner, made):
    answer = owner.post(f"{DATA}deletion/", {"slug": "maison", "declined": ""})

    assert answer.status_code == 422
    assert Instruction.objects.count() == 0
    assert Jeweler.objects.get(slug="maison-aurelle").state == "active"


def test_a_deletion_without_a_copy_needs_the_words(owner, in_jeweler_a):
    answer = owner.post(f"{DATA}deletion/", {"slug": "maison-aurelle"})

    assert answer.status_code == 422
    assert "Make a fresh copy first" in answer.content.decode()
    assert Instruction.objects.count() == 0


def test_an_instructed_deletion_can_be_cancelled_on_the_page(committed_db, client_as, jeweler_a, settings):
    settings.COOLING_OFF_DAYS = 7
    owner = client_as("owner")
    with jeweler_context(jeweler_a):
        operations.run_export(export_id=str(operations.request_export(by=SYSTEM).pk))
    owner.post(f"{DATA}deletion/", {"slug": "maison-aurelle"})
    forget_all_tenants()
    instruction = Instruction.objects.get()
    assert "is being deleted" in owner.get(DATA).content.decode()
    assert owner.get("/clients/").status_code == 404

    owner.post(f"{DATA}deletion/{instruction.pk}/cancellation/")

    forget_all_tenants()
    instruction.refresh_from_db()
    assert (instruction.state, owner.get("/clients/").status_code) == ("cancelled", 200)
    set_urlconf(None)
