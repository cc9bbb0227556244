from datetime import timedelta

import pytest

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.storage import objects
from tenant_apps.library import operations
from tenant_apps.library.enums import FileKind, FileState
from tenant_apps.library.models import File
from tenant_apps.library.names import safe_name
from tests.tenant.library.pictures import PDF, encoded

MEBIBYTE = 1024 * 1024


def ask(design, owner, **changed):
    asked = {"name": "ring.jpg", "size": 1000, "content_type": "image/jpeg", "kind": FileKind.IMAGE} | changed
    return operations.request_upload(design, by=owner, **asked)


def test_an_upload_is_announced_under_an_opaque_key(design, owner, happened, queued):
    upload = ask(design, owner, name="ring for Mrs Chan.jpg")

    assert (upload.file.state, upload.file.name) == (FileState.AWAITING, "ring for Mrs Chan.jpg")
    assert upload.post.fields["key"].endswith(upload.file.staging_key)
    assert "Chan" not in str(upload.post)
    assert happened() == ["library.file.requested"]
    assert queued() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"size": 0}, "This file is empty."),
        ({"size": 60 * MEBIBYTE + 1}, "This file is larger than 60 MB."),
        (
            {"size": 30 * MEBIBYTE + 1, "kind": FileKind.DOCUMENT, "content_type": "application/pdf"},
            "This file is larger than 30 MB.",
        ),
        ({"content_type": "application/pdf"}, "This is a PDF. Please add it under documents."),
        (
            {"content_type": "image/heic"},
            "HEIC pictures can’t be read here yet. Please save it as JPEG and upload that.",
        ),
        (
            {"content_type": "text/html"},
            "This is not a picture we can read. JPEG, PNG, WebP, AVIF and TIFF work.",
        ),
    ],
    ids=["empty", "large image", "large document", "pdf among images", "heic", "a page"],
)
def test_what_the_announcement_gives_away_is_refused_at_once(design, owner, happened, changed, sentence):
    with pytest.raises(operations.FileNotAccepted) as refused:
        ask(design, owner, **changed)

    assert refused.value.message == sentence
    assert (File.objects.count(), happened()) == (0, [])


def test_an_archived_design_takes_no_more_files(design, owner):
    operations.archive_design(design, by=owner)

    with pytest.raises(operations.DesignArchived):
        ask(design, owner)
    assert File.objects.count() == 0


def test_completing_an_upload_queues_its_check_once(design, owner, bucket, happened, queued):
    upload = ask(design, owner)
    bucket.put(upload.file.staging_key, b"x")

    for _ in range(3):
        assert operations.complete_upload(upload.file, by=owner).state == FileState.UPLOADED

    assert queued() == [("library.ingest_file", {"file_id": str(upload.file.pk)})]
    assert happened() == ["library.file.requested", "library.file.uploaded"]


def test_an_upload_that_never_arrived_can_not_be_completed(design, owner, bucket, queued):
    upload = ask(design, owner)

    with pytest.raises(operations.UploadNotArrived):
        operations.complete_upload(upload.file, by=owner)
    assert (File.objects.get().state, queued()) == (FileState.AWAITING, [])


def test_a_file_may_also_come_through_the_web_process(design, owner, bucket):
    import io

    body = encoded("jpeg")
    file = operations.upload_directly(
        design, io.BytesIO(body), name="ring.jpg", size=len(body), content_type="image/jpeg", kind="image", by=owner
    )
    operations.ingest_file(file.pk)

    assert File.objects.get(pk=file.pk).is_picture


def test_taking_in_twice_changes_nothing(taken_in, bucket, happened):
    file = taken_in(encoded("jpeg"))
    before = (bucket.keys(), happened())

    operations.ingest_file(file.pk)

    assert (bucket.keys(), happened()) == before


def test_an_upload_whose_object_is_gone_is_refused(sent, bucket):
    file = sent(encoded("jpeg"))
    objects.delete_everything(bucket_owner())

    operations.ingest_file(file.pk)

    assert File.objects.get(pk=file.pk).refusal == "not_uploaded"


def bucket_owner():
    from shared_apps.tenancy.context import current_tenant

    return current_tenant()


def test_a_store_that_is_down_leaves_the_file_waiting(sent, settings):
    file = sent(encoded("jpeg"))
    settings.S3_ENDPOINT = "http://127.0.0.1:9"

    with pytest.raises(objects.StoreUnavailable):
        operations.ingest_file(file.pk)
    assert File.objects.get(pk=file.pk).is_working


def test_a_removed_file_goes_with_all_its_objects(taken_in, owner, bucket, happened, queued):
    file = taken_in(encoded("jpeg"), kind=FileKind.DOCUMENT)
    assert len(bucket.keys()) == 5

    operations.remove_file(file, by=owner)
    assert queued()[-1] == ("library.erase_file", {"file_id": str(file.pk)})
    for _ in range(2):
        operations.erase_file(file.pk)

    assert (bucket.keys(), File.objects.count()) == (set(), 0)
    assert happened()[-1] == "library.file.removed"


def test_a_file_removed_while_it_waits_is_never_taken_in(sent, owner, bucket):
    file = sent(encoded("jpeg"))

    operations.remove_file(file, by=owner)
    operations.ingest_file(file.pk)
    operations.erase_file(file.pk)

    assert (bucket.keys(), File.objects.count()) == (set(), 0)


def test_a_picture_of_a_published_version_stays(taken_in, design, owner, bucket, queued):
    file = taken_in(encoded("jpeg"))
    operations.publish_version(design, title="First", file_ids=[file.pk], by=owner)
    before = (bucket.keys(), queued())

    with pytest.raises(operations.FileInVersion):
        operations.remove_file(file, by=owner)
    assert (bucket.keys(), queued(), File.objects.get().state) == (*before, FileState.READY)


def test_a_document_is_handed_out_as_it_came_and_a_picture_as_its_master(taken_in):
    document = taken_in(PDF, name="GIA 123.pdf", content_type="application/pdf", kind=FileKind.DOCUMENT)
    picture = taken_in(encoded("png"), name="sketch.png", content_type="image/png")

    served = operations.open_download(document)
    assert (served.name, served.content_type, b"".join(served.stream)) == ("GIA 123.pdf", "application/pdf", PDF)
    served = operations.open_download(picture)
    assert (served.name, served.content_type, b"".join(served.stream)[:3]) == (
        "sketch.jpg",
        "image/jpeg",
        b"\xff\xd8\xff",
    )


def test_a_refused_file_is_not_handed_out(taken_in):
    with pytest.raises(operations.FileNotReady):
        operations.open_download(taken_in(b"nothing"))


def aged(file, age):
    File.objects.filter(pk=file.pk).update(created_at=now() - age)


@pytest.mark.parametrize(("hours", "left"), [(23, 1), (25, 0)])
def test_the_sweep_forgets_uploads_that_never_came(design, owner, bucket, hours, left):
    aged(ask(design, owner).file, timedelta(hours=hours))

    operations.sweep_unattached()

    assert File.objects.count() == left


def test_the_sweep_tries_a_stuck_file_again_and_gives_it_up_after_a_week(sent, bucket, queued):
    file = sent(encoded("jpeg"))
    aged(file, timedelta(days=2))
    operations.sweep_unattached()
    assert queued() == [("library.ingest_file", {"file_id": str(file.pk)})] * 2

    aged(file, timedelta(days=8))
    operations.sweep_unattached()

    assert File.objects.get().state == FileState.REFUSED


def test_the_sweep_deletes_objects_no_row_names_once_they_are_old(taken_in, bucket, monkeypatch):
    file = taken_in(encoded("jpeg"))
    kept = bucket.keys()
    bucket.put("files/0123456789abcdef0123456789abcdef-full", b"left behind")

    operations.sweep_unattached()
    assert len(bucket.keys()) == len(kept) + 1

    # The store's clock cannot be set, so what counts as old is.
    monkeypatch.setattr("tenant_apps.library.operations.sweep.ORPHANED", timedelta(seconds=-5))
    operations.sweep_unattached()

    assert bucket.keys() == kept
    assert File.objects.get(pk=file.pk).is_picture


def test_the_worker_is_known_by_its_name_in_the_trail(taken_in):
    from tenant_apps.audit.models import TrailEvent

    file = taken_in(encoded("jpeg"))

    link = TrailEvent.objects.get(event="library.file.ready", object_id=file.pk)
    assert link.actor_kind == SYSTEM.actor_kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ring.jpg", "ring.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Mei\\ring.jpg", "ring.jpg"),
        ("gnp.\u202egpj.exe", "gnp.gpj.exe"),
        ('a"b\r\nSet-Cookie: x=1.jpg', "abSet-Cookie x=1.jpg"),
        ("  陳大文 的戒指.png ", "陳大文 的戒指.png"),
        ("", "file"),
        ("...", "file"),
        ("\x00\x07", "file"),
    ],
)
def test_a_name_is_made_harmless(given, kept):
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending():
    name = safe_name("x" * 500 + ".jpeg")

    assert (len(name), name[-5:]) == (160, ".jpeg")
