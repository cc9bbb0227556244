"""Reads parts of a jeweler's objects from several threads: the data key is fetched once, by the thread that asks."""

from __future__ import annotations

from django.conf import settings

from shared_apps.storage.client import inner_client
from shared_apps.storage.errors import store_errors
from shared_apps.storage.keys import Owner, checked
from shared_apps.storage.objects import encryption


class RangeReader:
    """Reads byte ranges of one object without touching the database, so it may be used in any thread."""

    def __init__(self, owner: Owner, key: str) -> None:
        self._client = inner_client()
        self._request = {"Bucket": settings.S3_BUCKET, "Key": checked(owner, key), **encryption(owner, key)}

    def read(self, start: int, stop: int) -> bytes:
        """Return the bytes from ``start`` up to ``stop``; raises ObjectMissing, RangeNotSatisfiable."""
        with store_errors():
            answer = self._client.get_object(**self._request, Range=f"bytes={start}-{stop - 1}")
            return bytes(answer["Body"].read())
