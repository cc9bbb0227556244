import json
from io import BytesIO
from uuid import uuid4

import pytest
from django.urls import reverse

from tenant_apps.library import operations
from tenant_apps.library.enums import FileKind, FileState
from tenant_apps.library.models import Design, DesignVersion, File
from tests.tenant.library.pictures import PDF, encoded

SANDBOX = "sandbox; default-src 'none'"


def at(name, *args):
    return reverse(f"library:{name}", args=args, urlconf="config.urls.workspace")


@pytest.fixture
def browser(client_as, design):
    return client_as("owner")


def post_json(browser, url, body):
    return browser.post(url, json.dumps(body), content_type="application/json")


def test_the_list_shows_designs_and_finds_them(browser, design, taken_in):
    picture = taken_in(encoded("jpeg"))

    page = browser.get(at("design_list"), {"q": "sapphire"}).content.decode()
    assert "Sapphire ring" in page
    assert at("file_rendition", picture.pk, "thumb") in page
    assert "Sapphire ring" not in browser.get(at("design_list"), {"q": "ruby"}).content.decode()
    assert "Sapphire ring" not in browser.get(at("design_list"), {"status": "archived"}).content.decode()


def test_a_design_is_begun_and_edited_on_pages(browser, known_client):
    begun = browser.post(at("design_new"), {"client": str(known_client.pk), "title": "Pendant"})
    design = Design.objects.get(title="Pendant")
    assert (begun.status_code, begun["Location"]) == (302, at("design_detail", design.pk))

    told = {"title": "Opal pendant", "description": "", "revision": "1"}
    assert browser.post(at("design_edit", design.pk), told).status_code == 302
    stale = browser.post(at("design_edit", design.pk), told | {"title": "Stale"})

    assert stale.status_code == 422
    assert "Somebody has changed this design" in stale.content.decode()
    assert Design.objects.get(pk=design.pk).title == "Opal pendant"


def test_an_upload_is_signed_completed_prepared_and_seen(browser, design, bucket):
    body = encoded("jpeg")
    told = {"name": "ring.jpg", "size": len(body), "type": "image/jpeg"}
    signed = post_json(browser, at("upload_list", design.pk), told)
    assert signed.status_code == 201
    answer = signed.json()
    file = File.objects.get(pk=answer["id"])
    assert answer["complete_url"] == at("file_completion", file.pk)
    assert answer["upload"]["fields"]["Content-Type"] == "image/jpeg"

    early = post_json(browser, answer["complete_url"], {})
    assert (early.status_code, early.json()["code"]) == (409, "upload_not_arrived")
    bucket.put(file.staging_key, body)
    assert post_json(browser, answer["complete_url"], {}).status_code == 204
    waiting = browser.get(at("design_files", design.pk)).content.decode()
    assert at("file_tile", file.pk) in waiting
    operations.ingest_file(file.pk)

    assert at("file_rendition", file.pk, "thumb") in browser.get(at("design_files", design.pk)).content.decode()
    assert at("file_rendition", file.pk, "full") in browser.get(at("file_detail", file.pk)).content.decode()


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"name": "x.svg", "size": 10, "type": "image/svg+xml"}, "SVG drawings can carry programs"),
        ({"name": "x.jpg", "size": 10**9, "type": "image/jpeg"}, "This file is larger than 60 MB."),
        ({"name": "x.jpg"}, "This file was not accepted."),
        ([], "This file was not accepted."),
    ],
)
def test_a_refused_announcement_is_answered_with_a_sentence(browser, design, told, message):
    refused = post_json(browser, at("upload_list", design.pk), told)

    assert refused.status_code == 422
    assert refused.json()["message"].startswith(message)
    assert File.objects.count() == 0


def test_without_script_a_file_goes_through_the_page_itself(browser, design, bucket):
    picture = BytesIO(encoded("jpeg"))
    picture.name = "ring.jpg"
    document = BytesIO(PDF)
    document.name = "GIA.pdf"

    assert browser.post(at("upload_direct", design.pk), {"file": picture}).status_code == 302
    assert browser.post(at("upload_direct", design.pk) + "?kind=document", {"file": document}).status_code == 302

    files = list(File.objects.order_by("pk"))
    assert [(file.kind, file.state) for file in files] == [
        (FileKind.IMAGE, FileState.UPLOADED),
        (FileKind.DOCUMENT, FileState.UPLOADED),
    ]
    for file in files:
        operations.ingest_file(file.pk)
    page = browser.get(at("design_detail", design.pk)).content.decode()
    assert at("file_download", files[1].pk) in page


def test_a_request_of_more_than_a_hundred_megabytes_is_not_read(browser, design):
    refused = browser.post(
        at("upload_direct", design.pk),
        b"-",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 * 1024 * 1024),
    )

    assert (refused.status_code, File.objects.count()) == (413, 0)


def test_a_picture_is_served_from_this_host_sandboxed_and_asked_about_every_time(browser, taken_in, bucket):
    file = taken_in(encoded("jpeg"))
    rendition = file.renditions.get(name="thumb")
    url = at("file_rendition", file.pk, "thumb")

    shown = browser.get(url)

    assert shown.status_code == 200
    assert b"".join(shown.streaming_content) == bucket.get(rendition.object_key)
    assert {name: shown[name] for name in SERVED} == SERVED | {"Content-Length": str(rendition.bytes)}
    assert shown["ETag"] == f'"{rendition.sha256}"'
    again = browser.get(url, headers={"If-None-Match": shown["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert browser.head(url).status_code == 200


SERVED = {
    "Content-Type": "image/webp",
    "Content-Length": "",
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": SANDBOX,
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Disposition": "inline",
}


def test_a_document_is_only_ever_an_attachment(browser, taken_in):
    file = taken_in(PDF, name='GIA "報告".pdf', content_type="application/pdf", kind=FileKind.DOCUMENT)

    served = browser.get(at("file_download", file.pk))

    assert b"".join(served.streaming_content) == PDF
    assert served["Content-Disposition"] == "attachment; filename*=utf-8''GIA%20%E5%A0%B1%E5%91%8A.pdf"
    assert (served["Content-Security-Policy"], served["Cache-Control"]) == (SANDBOX, "no-store")
    assert browser.get(at("file_rendition", file.pk, "full")).status_code == 404


def test_a_version_is_published_on_a_page_and_looked_at(browser, design, taken_in):
    file = taken_in(encoded("jpeg"))

    offered = browser.get(at("version_new", design.pk)).content.decode()
    assert f'value="{file.pk}" checked' in offered
    none = browser.post(at("version_new", design.pk), {"title": "First"})
    assert (none.status_code, DesignVersion.objects.count()) == (422, 0)
    told = {"title": "First", "notes": "With a halo", "pictures": [str(file.pk)]}
    published = browser.post(at("version_new", design.pk), told)

    assert published["Location"] == at("version_detail", design.pk, 1)
    page = browser.get(published["Location"]).content.decode()
    assert "With a halo" in page
    assert at("file_rendition", file.pk, "thumb") in page
    kept = browser.post(at("file_removal", file.pk))
    assert (kept.status_code, File.objects.get().state) == (409, FileState.READY)


def test_a_file_is_removed_on_its_page(browser, design, taken_in):
    file = taken_in(encoded("jpeg"))

    assert "deleted with every copy" in browser.get(at("file_removal", file.pk)).content.decode()
    assert File.objects.get().state == FileState.READY
    removed = browser.post(at("file_removal", file.pk))

    assert removed["Location"] == at("design_detail", design.pk)
    for name in ("file_detail", "file_tile", "file_download"):
        assert browser.get(at(name, file.pk)).status_code == 404
    assert browser.get(at("file_rendition", file.pk, "thumb")).status_code == 404


def test_a_clients_page_shows_their_designs(browser, design, known_client):
    url = reverse("clients:client_detail", args=[known_client.pk], urlconf="config.urls.workspace")

    page = browser.get(url).content.decode()

    assert at("design_detail", design.pk) in page
    assert f"{at('design_new')}?client={known_client.pk}" in page


def everything_of(design, file):
    pages = ["design_detail", "design_edit", "design_files", "version_new"]
    posts = ["design_archive", "design_restoration", "upload_list", "upload_direct"]
    yield from (("get", at(name, design.pk)) for name in pages)
    yield from (("post", at(name, design.pk)) for name in posts)
    yield from (("get", at(name, file.pk)) for name in ("file_detail", "file_tile", "file_download"))
    yield from (("post", at(name, file.pk)) for name in ("file_completion", "file_removal"))
    yield ("get", at("version_detail", design.pk, 1))
    yield from (("get", at("file_rendition", file.pk, name)) for name in ("thumb", "preview", "full"))


def test_another_jewelers_designs_and_files_do_not_exist(client_as, jeweler_b, design, owner, taken_in):
    file = taken_in(encoded("jpeg"))
    operations.publish_version(design, title="First", file_ids=[file.pk], by=owner)
    stranger = client_as("owner", jeweler_b)

    answers = {(how, url): getattr(stranger, how)(url).status_code for how, url in everything_of(design, file)}

    assert set(answers.values()) == {404}
    assert File.objects.get().state == FileState.READY


def test_a_stranger_is_sent_to_sign_in_and_sees_no_picture(client_as, taken_in, jeweler_a):
    from shared_apps.tenancy.hosts import Surface
    from tests.support.people import browser

    file = taken_in(encoded("jpeg"))

    answer = browser(Surface.WORKSPACE, jeweler_a).get(at("file_rendition", file.pk, "thumb"))

    assert answer.status_code == 302
    assert "/enter/maison-aurelle/" in answer["Location"]


def test_a_viewer_sees_but_changes_nothing(client_as, design, taken_in):
    file = taken_in(encoded("jpeg"))
    viewer = client_as("viewer")

    assert viewer.get(at("design_detail", design.pk)).status_code == 200
    assert viewer.get(at("file_rendition", file.pk, "thumb")).status_code == 200
    for name in ("design_archive", "upload_list", "upload_direct"):
        assert viewer.post(at(name, design.pk)).status_code == 403
    assert viewer.post(at("file_removal", file.pk)).status_code == 403
    assert viewer.get(at("version_new", design.pk)).status_code == 403
    assert File.objects.get().state == FileState.READY


def test_an_unknown_id_is_not_found(browser):
    for name in ("design_detail", "file_detail", "file_tile"):
        assert browser.get(at(name, uuid4())).status_code == 404


def test_lists_ask_as_much_of_the_database_for_thirty_rows_as_for_one(browser, design, owner, known_client, queries):
    def counted():
        with queries() as captured:
            assert browser.get(at("design_list")).status_code == 200
            assert browser.get(at("design_detail", design.pk)).status_code == 200
        return len(captured)

    ready(design, owner, "one")
    counted()
    one = counted()
    for number in range(29):
        ready(design, owner, f"{number}")
        operations.create_design(known_client, title=f"Ring {number}", by=owner)

    assert counted() == one


def ready(design, owner, name):
    """Make a file as the worker leaves it, published once, without its bytes."""
    file = File.objects.create(
        design=design,
        kind=FileKind.IMAGE,
        name=name,
        declared_bytes=1,
        declared_type="image/jpeg",
        state=FileState.READY,
        object_key=f"files/{name}",
        color="c0a060",
    )
    operations.publish_version(design, title=name, file_ids=[file.pk], by=owner)
