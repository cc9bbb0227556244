import base64
import os
from uuid import uuid4

import pytest

from shared_apps.storage import datakeys, objects
from shared_apps.storage.datakeys import DataKeyDestroyed, WrappingKeyUnknown, data_key
from shared_apps.storage.keys import tenant_key
from shared_apps.storage.models import DataKey


@pytest.fixture
def jeweler_id(db):
    return uuid4()


def forget():
    datakeys._keys.clear()


def new_wrapping_key():
    return base64.b64encode(os.urandom(32)).decode()


def test_a_jeweler_gets_one_key_and_keeps_it(jeweler_id):
    key = data_key(jeweler_id)
    forget()

    assert data_key(jeweler_id) == key
    assert len(key) == 32
    assert DataKey.objects.filter(jeweler_id=jeweler_id).count() == 1


def test_the_table_does_not_hold_the_key_itself(jeweler_id):
    key = data_key(jeweler_id)

    assert key not in bytes(DataKey.objects.get(jeweler_id=jeweler_id).wrapped)


def test_a_wrapped_key_moved_to_another_jeweler_does_not_open(jeweler_id):
    data_key(jeweler_id)
    row = DataKey.objects.get(jeweler_id=jeweler_id)
    other = DataKey.objects.create(jeweler_id=uuid4(), wrapped=row.wrapped, wrapping_key=row.wrapping_key)

    with pytest.raises(WrappingKeyUnknown):
        data_key(other.jeweler_id)


def test_a_tampered_key_does_not_open(jeweler_id):
    data_key(jeweler_id)
    row = DataKey.objects.get(jeweler_id=jeweler_id)
    row.wrapped = bytes(row.wrapped[:-1]) + bytes([row.wrapped[-1] ^ 1])
    row.save(update_fields=["wrapped"])
    forget()

    with pytest.raises(WrappingKeyUnknown):
        data_key(jeweler_id)


def test_the_key_encryption_key_rotates_with_two_keys_live(jeweler_id, settings):
    key, old = data_key(jeweler_id), settings.KEY_ENCRYPTION_KEY
    settings.KEY_ENCRYPTION_KEY, settings.KEY_ENCRYPTION_KEY_PREVIOUS = new_wrapping_key(), old
    forget()
    assert data_key(jeweler_id) == key

    while datakeys.rewrap_data_keys(limit=1):
        pass

    settings.KEY_ENCRYPTION_KEY_PREVIOUS = ""
    forget()
    assert data_key(jeweler_id) == key


def test_without_the_key_encryption_key_nothing_opens(jeweler_id, settings):
    data_key(jeweler_id)
    settings.KEY_ENCRYPTION_KEY = new_wrapping_key()
    forget()

    with pytest.raises(WrappingKeyUnknown):
        data_key(jeweler_id)


def test_a_destroyed_key_leaves_unreadable_objects_and_never_comes_back(jeweler_a, db):
    key = tenant_key(jeweler_a, "files")
    objects.put(jeweler_a, key, b"a sapphire")

    datakeys.destroy_data_key(jeweler_a.id)

    for _ in range(2):
        with pytest.raises(DataKeyDestroyed):
            objects.get(jeweler_a, key)
        forget()
    row = DataKey.objects.get(jeweler_id=jeweler_a.id)
    assert (bytes(row.wrapped), row.wrapping_key, datakeys.is_destroyed(jeweler_a.id)) == (b"", "", True)
    objects.delete(jeweler_a, key)


def test_destroying_twice_or_before_the_first_use_is_the_same(jeweler_id):
    datakeys.destroy_data_key(jeweler_id)
    destroyed_at = DataKey.objects.get(jeweler_id=jeweler_id).destroyed_at

    datakeys.destroy_data_key(jeweler_id)

    assert DataKey.objects.get(jeweler_id=jeweler_id).destroyed_at == destroyed_at
    with pytest.raises(DataKeyDestroyed):
        data_key(jeweler_id)


@pytest.fixture(autouse=True)
def fresh_keys():
    forget()
    yield
    forget()
