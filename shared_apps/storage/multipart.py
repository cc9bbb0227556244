"""A stored object written like a file, part by part, whatever its size; it exists only when it is finished.

A jeweler's copy of everything is written so: it is the way out, and stays open to a jeweler who objected to the store.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from shared_apps.storage.client import inner_client
from shared_apps.storage.errors import store_errors
from shared_apps.storage.keys import Owner, checked
from shared_apps.storage.objects import encryption

PART = 16 * 1024 * 1024
AT_ONCE = 3


class MultipartWriter:
    """Holds at most ``AT_ONCE + 1`` parts of 16 MiB in memory; leaving with an error aborts the upload."""

    def __init__(self, owner: Owner, key: str, *, content_type: str = "application/octet-stream") -> None:
        self._where = {"Bucket": settings.S3_BUCKET, "Key": checked(owner, key)}
        self._encryption = encryption(owner, key)
        self._content_type = content_type
        self._buffer = bytearray()
        self._parts: list[Future[dict[str, Any]]] = []

    def __enter__(self) -> Self:
        with store_errors():
            answer = inner_client().create_multipart_upload(
                **self._where, **self._encryption, ContentType=self._content_type
            )
        self._upload: str = answer["UploadId"]
        self._pool = ThreadPoolExecutor(AT_ONCE)
        return self

    def write(self, data: bytes, /) -> int:
        self._buffer += data
        while len(self._buffer) >= PART:
            self._send(bytes(self._buffer[:PART]))
            del self._buffer[:PART]
        return len(data)

    def flush(self) -> None:
        """Parts go out when they are full."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                self._send(bytes(self._buffer))
                self._complete()
        finally:
            self._pool.shutdown(wait=True, cancel_futures=True)
            if error is not None:
                self._abort()

    def _send(self, part: bytes) -> None:
        if len(self._parts) >= AT_ONCE:
            self._parts[-AT_ONCE].result()
        client = inner_client()
        self._parts.append(self._pool.submit(self._put, client, len(self._parts) + 1, part))

    def _put(self, client: Any, number: int, part: bytes) -> dict[str, Any]:
        with store_errors():
            answer = client.upload_part(
                **self._where, **self._encryption, UploadId=self._upload, PartNumber=number, Body=part
            )
        return {"PartNumber": number, "ETag": answer["ETag"]}

    def _complete(self) -> None:
        parts = [part.result() for part in self._parts]
        with store_errors():
            inner_client().complete_multipart_upload(
                **self._where, UploadId=self._upload, MultipartUpload={"Parts": parts}
            )

    def _abort(self) -> None:
        with store_errors():
            inner_client().abort_multipart_upload(**self._where, UploadId=self._upload)
