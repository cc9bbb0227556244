import urllib.error
import urllib.request
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine

from shared_apps.core.clock import now
from shared_apps.storage import objects, uploads
from shared_apps.storage.client import inner_client
from shared_apps.storage.keys import NotTheirObject, tenant_key

PICTURE = b"0123456789"


@pytest.fixture
def key(db, jeweler_a):
    key = uploads.staging_key(jeweler_a)
    yield key
    objects.delete(jeweler_a, key)


@pytest.fixture
def signed(jeweler_a, key):
    return uploads.presign_upload(jeweler_a, key, content_type="image/jpeg", max_bytes=len(PICTURE))


def post(signed, body=PICTURE, *, without=(), **fields):
    """Send a form as a browser does; return the status and the store's error code."""
    boundary = uuid4().hex
    sent = {name: value for name, value in (signed.fields | fields).items() if name not in without}
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in sent.items()]
    file = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="x.jpg"\r\n\r\n'
    data = "".join([*parts, file]).encode() + body + f"\r\n--{boundary}--\r\n".encode()
    form = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    try:
        with urllib.request.urlopen(urllib.request.Request(signed.url, data=data, headers=form)) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused as error:
            return error.code, error.read().decode().partition("<Code>")[2].partition("</Code>")[0]


def test_a_browser_may_post_exactly_what_was_signed(jeweler_a, key, signed):
    assert post(signed) == 204
    assert objects.get(jeweler_a, key) == PICTURE
    stored = inner_client().head_object(Bucket="dialog", Key=key)
    assert (stored["ContentType"], stored["ServerSideEncryption"]) == ("image/jpeg", "AES256")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"body": PICTURE + b"0"}, (400, "EntityTooLarge")),
        ({"body": b""}, (400, "EntityTooSmall")),
        ({"Content-Type": "text/html"}, (403, "AccessDenied")),
        ({"without": ["x-amz-server-side-encryption"]}, (403, "AccessDenied")),
        ({"key": "t/somebody-else/in/x"}, (403, "AccessDenied")),
        ({"x-amz-meta-note": "hidden"}, (403, "AccessDenied")),
    ],
    ids=["larger", "empty", "another type", "not encrypted", "another key", "an extra field"],
)
def test_anything_else_is_refused_and_nothing_is_stored(jeweler_a, key, signed, changed, expected):
    assert post(signed, **changed) == expected
    assert list(objects.list_objects(jeweler_a, key)) == []


def test_a_signature_ends_after_ten_minutes(jeweler_a, key):
    with time_machine.travel(now() - timedelta(minutes=10, seconds=5), tick=False):
        late = uploads.presign_upload(jeweler_a, key, content_type="image/jpeg", max_bytes=10)

    assert post(late) == (403, "AccessDenied")
    assert late.expires_at < now()


def test_nobody_signs_for_another_jewelers_place(jeweler_b, key):
    with pytest.raises(NotTheirObject):
        uploads.presign_upload(jeweler_b, key, content_type="image/jpeg", max_bytes=10)


def test_a_posted_object_can_not_be_read_without_a_signature(key, signed):
    post(signed)

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{signed.url}/{key}").close()
    with refused.value as error:
        assert error.code == 403


@pytest.mark.parametrize(("hours", "left"), [(23, 2), (25, 1)])
def test_the_sweep_takes_day_old_uploads_that_nothing_waits_for(jeweler_a, db, hours, left):
    objects.delete_everything(jeweler_a)
    kept, forgotten = uploads.staging_key(jeweler_a), uploads.staging_key(jeweler_a)
    for key in (kept, forgotten):
        objects.put(jeweler_a, key, PICTURE)
    elsewhere = tenant_key(jeweler_a, "files")
    objects.put(jeweler_a, elsewhere, PICTURE)

    later = now() + timedelta(hours=hours)
    swept = sweep_at(later, jeweler_a, keep={kept})

    assert swept == 2 - left
    assert len(list(objects.list_objects(jeweler_a))) == left + 1
    objects.delete_everything(jeweler_a)


def sweep_at(moment, owner, *, keep):
    """Sweep as of a moment; the store's own clock, which signatures need, goes on."""
    from unittest.mock import patch

    with patch.object(uploads, "now", lambda: moment):
        return uploads.sweep_staging(owner, keep=keep)
