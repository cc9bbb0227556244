"""What is taken in, as what, and what is refused (promises, section E.5)."""

import io

import pytest
from PIL import Image

from tenant_apps.library.enums import REFUSALS, FileKind, FileState
from tests.tenant.library import pictures
from tests.tenant.library.pictures import SECRET, encoded

SIZES = {"thumb": (320, 240), "preview": (640, 480), "full": (640, 480)}


def opened(body):
    return Image.open(io.BytesIO(body))


def everything(file, bucket):
    """Return every object of a file, by key."""
    keys = [file.object_key, file.original_key, *file.renditions.values_list("object_key", flat=True)]
    return {key: bucket.get(key) for key in keys if key}


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_a_picture_becomes_a_fresh_master_and_three_renditions(taken_in, bucket, kind):
    file = taken_in(encoded(kind), content_type=f"image/{kind}")

    assert (file.state, file.width, file.height, file.content_type) == (FileState.READY, 640, 480, "image/jpeg")
    renditions = {made.name: made for made in file.renditions.all()}
    assert {name: (made.width, made.height) for name, made in renditions.items()} == SIZES
    for made in renditions.values():
        body = bucket.get(made.object_key)
        assert (opened(body).format, opened(body).size, len(body)) == ("WEBP", (made.width, made.height), made.bytes)
    assert len(bucket.get(file.object_key)) == file.bytes
    assert bucket.keys() == set(everything(file, bucket))
    assert (len(file.sha256), len(file.color), len(file.perceptual_hash)) == (64, 6, 16)


@pytest.mark.parametrize("kind", pictures.FORMATS)
def test_no_byte_of_the_metadata_survives(taken_in, bucket, kind):
    file = taken_in(pictures.with_metadata(kind), content_type=f"image/{kind}")

    assert file.state == FileState.READY
    for body in everything(file, bucket).values():
        assert not [
            word for word in (SECRET, SECRET[:8], b"Exif", b"http://ns.adobe", b"xmpmeta", b"MPF\0") if word in body
        ]
        assert set(opened(body).info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "dpi",
            "background",
            "loop",
            "duration",
            "timestamp",
        }


@pytest.mark.parametrize(("orientation", "size"), [(1, (640, 480)), (3, (640, 480)), (6, (480, 640)), (8, (480, 640))])
def test_a_turned_picture_is_set_upright_before_its_metadata_goes(taken_in, bucket, orientation, size):
    file = taken_in(pictures.turned(orientation))

    assert (file.width, file.height) == size
    for body in everything(file, bucket).values():
        image = opened(body).convert("L")
        dark = {1: (2, 2), 3: (-3, 2), 6: (2, 2), 8: (2, -3)}[orientation]
        x, y = (at % side for at, side in zip(dark, image.size, strict=True))
        assert image.getpixel((x, y)) < 60
        assert image.getpixel((image.width // 2, image.height // 2)) > 200


def test_transparency_is_kept(taken_in, bucket):
    file = taken_in(encoded("png", mode="RGBA"), content_type="image/png")

    assert file.content_type == "image/webp"
    assert {opened(body).mode for body in everything(file, bucket).values()} == {"RGBA"}


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_color_spaces_become_srgb(taken_in, bucket, mode):
    file = taken_in(encoded("jpeg", mode=mode))

    assert {opened(body).mode for body in everything(file, bucket).values()} == {"RGB"}


def test_a_sixteen_bit_picture_becomes_an_eight_bit_one(taken_in):
    target = io.BytesIO()
    Image.linear_gradient("L").convert("I;16").save(target, "png")

    assert taken_in(target.getvalue(), content_type="image/png").state == FileState.READY


def test_a_picture_of_one_pixel_is_a_picture(taken_in):
    file = taken_in(encoded("png", size=(1, 1)), content_type="image/png")

    assert (file.state, file.width) == (FileState.READY, 1)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"not a picture at all", "unknown"),
        (pictures.SVG, "svg"),
        (pictures.ZIP, "archive"),
        (pictures.HEIC, "heic"),
        (pictures.PDF, "not_an_image"),
        (encoded("jpeg")[:4000], "damaged"),
        (encoded("png")[:1500], "damaged"),
        (b"\xff\xd8\xff" + bytes(200), "damaged"),
        (pictures.animated("gif"), "gif"),
        (pictures.animated("png"), "animated"),
        (pictures.animated("webp"), "animated"),
        (pictures.animated("tiff"), "animated"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_single_picture_is_refused_with_a_sentence(taken_in, bucket, happened, body, reason):
    file = taken_in(body)

    assert (file.state, file.refusal, file.refusal_sentence) == (FileState.REFUSED, reason, REFUSALS[reason])
    assert (bucket.keys(), file.renditions.count(), file.object_key) == (set(), 0, "")
    assert happened()[-1] == "library.file.refused"


def test_a_bomb_is_refused_by_its_header(taken_in):
    assert taken_in(pictures.bomb()).refusal == "too_many_pixels"


def test_a_very_long_strip_is_refused(taken_in):
    assert taken_in(encoded("png", size=(16_001, 3)), content_type="image/png").refusal == "too_long_a_side"


def test_a_name_and_a_declared_type_decide_nothing(taken_in):
    file = taken_in(encoded("webp"), name="ring.pdf", content_type="image/png")

    assert (file.state, file.content_type, file.name) == (FileState.READY, "image/jpeg", "ring.pdf")


def test_a_page_hidden_in_a_picture_is_gone(taken_in, bucket):
    file = taken_in(pictures.polyglot())

    assert [body for body in everything(file, bucket).values() if b"<script" in body or b"<html" in body] == []


def test_a_pdf_among_the_documents_is_kept_as_it_came_and_has_no_picture(taken_in, bucket):
    file = taken_in(pictures.PDF, name="GIA.pdf", content_type="application/pdf", kind=FileKind.DOCUMENT)

    assert (file.state, file.is_picture, file.original_type) == (FileState.READY, False, "application/pdf")
    assert bucket.get(file.original_key) == pictures.PDF
    assert bucket.keys() == {file.original_key}


def test_a_scanned_document_is_kept_and_can_be_looked_at_without_its_metadata(taken_in, bucket):
    scan = pictures.with_metadata("jpeg")

    file = taken_in(scan, kind=FileKind.DOCUMENT)

    assert bucket.get(file.original_key) == scan
    assert SECRET not in bucket.get(file.object_key)
    assert file.is_picture


def test_a_larger_file_than_announced_is_refused(sent, bucket):
    from tenant_apps.library.models import File
    from tenant_apps.library.operations import ingest_file

    file = sent(encoded("jpeg"))
    File.objects.filter(pk=file.pk).update(declared_bytes=100)

    ingest_file(file.pk)

    assert File.objects.get(pk=file.pk).refusal == "too_many_bytes"
    assert bucket.keys() == set()


def test_looking_alike_pictures_have_near_hashes(taken_in):
    one = taken_in(encoded("jpeg")).perceptual_hash
    same = taken_in(encoded("webp", size=(800, 600)), content_type="image/webp").perceptual_hash
    other = taken_in(pictures.turned(6)).perceptual_hash

    assert distance(one, same) <= 6
    assert distance(one, other) > 10


def distance(one, two):
    return (int(one, 16) ^ int(two, 16)).bit_count()
