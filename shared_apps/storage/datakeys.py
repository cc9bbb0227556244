"""Each jeweler's file key: made once, kept wrapped, and forgotten for good when the jeweler goes.

Without it the store's copies, and any backup of them, are noise.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.storage.models import DataKey
from shared_apps.tenancy.caching import TimedCache

NONCE = 12
CACHED_SECONDS = 60

_keys: TimedCache[UUID, bytes] = TimedCache(seconds=CACHED_SECONDS, size=5_000)


class DataKeyDestroyed(DomainError):
    message = "The files of this jeweler have been destroyed."


class WrappingKeyUnknown(RuntimeError):
    """A data key is wrapped under a key-encryption key this installation does not hold, or is damaged."""


def data_key(jeweler_id: UUID) -> bytes:
    """Return a jeweler's 32-byte file key, making it at first use; raises DataKeyDestroyed."""
    return _keys.get(jeweler_id, lambda: _unwrapped(_row(jeweler_id)))


@controller_atomic()
def destroy_data_key(jeweler_id: UUID) -> None:
    """Make a jeweler's files unreadable for ever, here at once and in other processes within a minute."""
    DataKey.objects.get_or_create(jeweler_id=jeweler_id, defaults={"wrapped": b"", "wrapping_key": ""})
    DataKey.objects.filter(jeweler_id=jeweler_id, destroyed_at=None).update(
        wrapped=b"", wrapping_key="", destroyed_at=now()
    )
    _keys.drop(lambda known, _key: known == jeweler_id)


def is_destroyed(jeweler_id: UUID) -> bool:
    return DataKey.objects.filter(jeweler_id=jeweler_id).exclude(destroyed_at=None).exists()


@controller_atomic()
def rewrap_data_keys(limit: int = 500) -> int:
    """Move up to ``limit`` data keys under the newest key-encryption key; return how many were moved."""
    newest = _wrapping_id(_wrapping_keys()[0])
    stale = DataKey.objects.filter(destroyed_at=None).exclude(wrapping_key=newest).order_by("pk")
    rows = list(stale.select_for_update(skip_locked=True)[:limit])
    for row in rows:
        row.wrapping_key, row.wrapped = _wrap(row.jeweler_id, _unwrapped(row))
        row.save(update_fields=["wrapping_key", "wrapped"])
    return len(rows)


@controller_atomic()
def _row(jeweler_id: UUID) -> DataKey:
    wrapping_key, wrapped = _wrap(jeweler_id, secrets.token_bytes(32))
    made = {"wrapped": wrapped, "wrapping_key": wrapping_key}
    return DataKey.objects.get_or_create(jeweler_id=jeweler_id, defaults=made)[0]


def _wrap(jeweler_id: UUID, key: bytes) -> tuple[str, bytes]:
    wrapping = _wrapping_keys()[0]
    nonce = secrets.token_bytes(NONCE)
    return _wrapping_id(wrapping), nonce + AESGCM(wrapping).encrypt(nonce, key, jeweler_id.bytes)


def _unwrapped(row: DataKey) -> bytes:
    if row.destroyed_at is not None:
        raise DataKeyDestroyed
    wrapped = bytes(row.wrapped)
    for wrapping in _wrapping_keys():
        if _wrapping_id(wrapping) == row.wrapping_key:
            try:
                return AESGCM(wrapping).decrypt(wrapped[:NONCE], wrapped[NONCE:], row.jeweler_id.bytes)
            except InvalidTag as error:
                raise WrappingKeyUnknown(row.wrapping_key) from error
    raise WrappingKeyUnknown(row.wrapping_key)


def _wrapping_keys() -> list[bytes]:
    """Return the key-encryption keys, newest first; older ones only unwrap."""
    texts = [settings.KEY_ENCRYPTION_KEY, *settings.KEY_ENCRYPTION_KEY_PREVIOUS.split()]
    keys = [base64.b64decode(text, validate=True) for text in texts]
    if any(len(key) != 32 for key in keys):
        raise ValueError("KEY_ENCRYPTION_KEY must be 32 bytes in base64")
    return keys


def _wrapping_id(key: bytes) -> str:
    return hashlib.sha256(b"dialog key-encryption key" + key).hexdigest()[:16]
