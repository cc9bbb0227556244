import io
import os
from datetime import timedelta

import pytest

from shared_apps.core.clock import now
from shared_apps.storage import datakeys, objects
from shared_apps.storage.client import inner_client
from shared_apps.storage.keys import Area, NotTheirObject, tenant_key, tenant_prefix

BODY = b"a drawing of a ring"


@pytest.fixture
def key(db, jeweler_a):
    key = tenant_key(jeweler_a, Area.FILES)
    yield key
    objects.delete(jeweler_a, key)


def in_clear(key, **extra):
    return inner_client().get_object(Bucket="dialog", Key=key, **extra)["Body"].read()


def test_a_key_says_nothing_but_whose_it_is(jeweler_a):
    key = tenant_key(jeweler_a, "files")

    assert key.startswith(f"t/{jeweler_a.id}/files/")
    assert len(key.rpartition("/")[2]) == 32


def test_what_is_put_can_be_read_whole_and_in_part(jeweler_a, key):
    objects.put(jeweler_a, key, BODY, content_type="text/plain")

    assert objects.get(jeweler_a, key) == BODY
    with objects.open_stream(jeweler_a, key, start=2, end=8) as part:
        assert (part.read(100), part.size, part.total) == (b"drawing", 7, len(BODY))
    head = objects.head(jeweler_a, key)
    assert (head.size, head.content_type) == (len(BODY), "text/plain")


def test_a_large_stream_that_cannot_seek_goes_in_and_comes_out(jeweler_a, key):
    large = os.urandom(1024) * (40 * 1024)
    pipe = io.BytesIO(large)
    pipe.seekable = lambda: False

    objects.put(jeweler_a, key, pipe)

    with objects.open_stream(jeweler_a, key) as stream:
        assert b"".join(stream) == large


def test_the_store_reads_nothing_without_the_jewelers_key(jeweler_a, key):
    objects.put(jeweler_a, key, BODY)

    with pytest.raises(inner_client().exceptions.ClientError) as without:
        in_clear(key)
    with pytest.raises(inner_client().exceptions.ClientError) as wrong:
        in_clear(key, SSECustomerAlgorithm="AES256", SSECustomerKey=os.urandom(32))
    assert without.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert wrong.value.response["ResponseMetadata"]["HTTPStatusCode"] == 403


def test_another_jewelers_key_reads_nothing(jeweler_a, jeweler_b, key):
    objects.put(jeweler_a, key, BODY)

    assert datakeys.data_key(jeweler_a.id) != datakeys.data_key(jeweler_b.id)
    with pytest.raises(inner_client().exceptions.ClientError):
        in_clear(key, SSECustomerAlgorithm="AES256", SSECustomerKey=datakeys.data_key(jeweler_b.id))


@pytest.mark.parametrize(
    "act",
    [
        objects.get,
        objects.head,
        lambda owner, key: objects.put(owner, key, b""),
        objects.delete,
        lambda owner, key: objects.delete_many(owner, [key]),
        lambda owner, key: objects.copy(owner, key, tenant_key(owner, "files"), content_type="x/y"),
        lambda owner, key: objects.copy(owner, tenant_key(owner, "files"), key, content_type="x/y"),
        lambda owner, key: list(objects.list_objects(owner, key)),
    ],
)
def test_another_jewelers_object_is_out_of_reach(jeweler_a, jeweler_b, key, act):
    objects.put(jeweler_a, key, BODY)

    with pytest.raises(NotTheirObject):
        act(jeweler_b, key)
    assert objects.get(jeweler_a, key) == BODY


def test_a_missing_object_is_named_as_such(jeweler_a, key):
    for act in (objects.get, objects.head, objects.open_stream):
        with pytest.raises(objects.ObjectMissing):
            act(jeweler_a, key)
    objects.delete(jeweler_a, key)


def test_a_store_that_does_not_answer_is_worth_another_try(jeweler_a, key, settings):
    settings.S3_ENDPOINT = "http://127.0.0.1:9"

    with pytest.raises(objects.StoreUnavailable) as refused:
        objects.get(jeweler_a, key)
    assert refused.value.permanent is False


def test_too_large_an_object_is_not_read_into_memory(jeweler_a, key):
    objects.put(jeweler_a, key, BODY)

    with pytest.raises(objects.ObjectTooLarge):
        objects.get(jeweler_a, key, limit=5)


def test_a_copy_is_readable_with_the_same_key_only(jeweler_a, key):
    target = tenant_key(jeweler_a, Area.FILES)
    objects.put(jeweler_a, key, BODY)

    objects.copy(jeweler_a, key, target, content_type="image/webp")

    assert objects.get(jeweler_a, target) == BODY
    with pytest.raises(inner_client().exceptions.ClientError):
        in_clear(target)
    objects.delete(jeweler_a, target)


def test_everything_of_one_jeweler_is_deleted_and_nothing_of_another(jeweler_a, jeweler_b, key):
    theirs = tenant_key(jeweler_b, Area.FILES)
    objects.put(jeweler_b, theirs, BODY)
    for _ in range(3):
        objects.put(jeweler_a, tenant_key(jeweler_a, Area.FILES), BODY)
    objects.put(jeweler_a, tenant_key(jeweler_a, Area.INCOMING), BODY)
    inner_client().create_multipart_upload(Bucket="dialog", Key=key)

    deleted, aborted = objects.delete_everything(jeweler_a)

    assert deleted >= 4
    assert aborted >= 1
    assert objects.delete_everything(jeweler_a) == (0, 0)
    assert list(objects.list_objects(jeweler_a)) == []
    assert objects.get(jeweler_b, theirs) == BODY
    objects.delete(jeweler_b, theirs)


def test_unfinished_uploads_are_aborted_by_their_key_or_by_their_age(jeweler_a, jeweler_b):
    one, other = (tenant_key(jeweler_a, Area.EXPORTS) for _ in range(2))
    theirs = tenant_key(jeweler_b, Area.EXPORTS)
    for begun in (one, one, other, theirs):
        inner_client().create_multipart_upload(Bucket="dialog", Key=begun)

    assert objects.abort_uploads(jeweler_a, one) == 2
    assert objects.abort_uploads(jeweler_a, before=now() - timedelta(hours=1)) == 0
    assert [key for key, _upload in objects.list_uploads(jeweler_a)] == [other]
    assert objects.abort_uploads(jeweler_a, before=now() + timedelta(hours=1)) == 1
    assert [key for key, _upload in objects.list_uploads(jeweler_b)] == [theirs]
    objects.delete_everything(jeweler_b)


def test_a_listing_holds_the_jewelers_own_objects_in_order(jeweler_a, key):
    objects.delete_everything(jeweler_a)
    keys = sorted([tenant_key(jeweler_a, Area.FILES) for _ in range(3)])
    for each in keys:
        objects.put(jeweler_a, each, BODY)

    assert [found.key for found in objects.list_objects(jeweler_a)] == keys
    assert all(found.key.startswith(tenant_prefix(jeweler_a)) for found in objects.list_objects(jeweler_a))
    assert objects.delete_many(jeweler_a, keys) == 3
