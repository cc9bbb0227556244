"""The corpus of nasty files, through the whole intake."""

import io

import pytest
from PIL import Image

from tenant_apps.library.enums import FileState
from tests import corpus

REASONS = {
    "bomb.png": "too_many_pixels",
    "bomb-header.png": "too_many_pixels",
    "truncated.jpg": "damaged",
    "archive.jpg": "archive",
    "page.jpg": "unknown",
    "script.svg": "svg",
    "noise.jpg": "damaged",
    "empty.jpg": "empty",
    "animated.gif": "gif",
    "animated.webp": "animated",
}
WORDS = (corpus.CANARY.encode(), b"<script", b"PK\x03\x04", b"Exif", b"Photoshop", b"xpacket", b"Atelier 48")


@pytest.mark.parametrize("name", [*corpus.HONEST, *corpus.POLYGLOT])
def test_a_picture_comes_out_as_nothing_but_its_pixels(taken_in, bucket, name):
    file = taken_in((corpus.HONEST | corpus.POLYGLOT)[name](), name=name)

    assert (file.state, file.refusal) == (FileState.READY, "")
    stored = [bucket.get(key) for key in sorted(bucket.keys())]
    assert len(stored) == 4
    for body in stored:
        assert [word for word in WORDS if word in body] == []
        assert not Image.open(io.BytesIO(body)).getexif()


def test_the_orientation_a_phone_noted_is_applied(taken_in):
    file = taken_in(corpus.HONEST["metadata.jpg"](), name="metadata.jpg")

    assert (file.width, file.height) == (240, 320)


@pytest.mark.parametrize("name", [*corpus.HOSTILE, *corpus.ANIMATED])
def test_a_hostile_file_is_refused_and_leaves_nothing(taken_in, bucket, name):
    file = taken_in((corpus.HOSTILE | corpus.ANIMATED)[name](), name=name)

    assert (file.state, file.refusal) == (FileState.REFUSED, REASONS[name])
    assert bucket.keys() == set()
