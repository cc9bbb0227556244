"""A jeweler's objects, all but fresh uploads encrypted by the store under the jeweler's own data key (SSE-C).

Every function takes the owner first and refuses a key outside the owner's prefix.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import batched
from types import TracebackType
from typing import Any, BinaryIO, Self

from boto3.s3.transfer import TransferConfig
from django.conf import settings

from shared_apps.core.errors import DomainError
from shared_apps.storage.client import inner_client
from shared_apps.storage.datakeys import data_key
from shared_apps.storage.errors import (
    ObjectMissing,
    ObjectUnreadable,
    RangeNotSatisfiable,
    StoreUnavailable,
    store_errors,
)
from shared_apps.storage.keys import Owner, checked, is_incoming, tenant_prefix

__all__ = [
    "Head",
    "Listed",
    "ObjectMissing",
    "ObjectTooLarge",
    "ObjectUnreadable",
    "RangeNotSatisfiable",
    "StoreUnavailable",
    "Stream",
    "Version",
    "abort_uploads",
    "copy",
    "delete",
    "delete_everything",
    "delete_many",
    "encryption",
    "get",
    "head",
    "list_objects",
    "list_uploads",
    "list_versions",
    "open_stream",
    "put",
]

MEBIBYTE = 1024 * 1024
CHUNK = 256 * 1024
DELETE_BATCH = 1000
DELETES_AT_ONCE = 3
TRANSFER = TransferConfig(multipart_threshold=32 * MEBIBYTE, multipart_chunksize=16 * MEBIBYTE, max_concurrency=4)


class ObjectTooLarge(DomainError):
    message = "This file is too large to be read at once."


@dataclass(frozen=True)
class Head:
    size: int
    content_type: str
    modified_at: datetime


@dataclass(frozen=True)
class Listed:
    key: str
    size: int
    modified_at: datetime


@dataclass(frozen=True)
class Version:
    """One stored version of an object, or the marker of its deletion."""

    key: str
    version_id: str
    is_marker: bool


class Stream:
    """An open object: iterate for chunks, close when done; ``total`` is the size of the whole object."""

    def __init__(self, answer: dict[str, Any]) -> None:
        self._body = answer["Body"]
        self.size: int = answer["ContentLength"]
        self.content_type: str = answer.get("ContentType", "application/octet-stream")
        self.content_range: str | None = answer.get("ContentRange")
        self.total = int(self.content_range.rpartition("/")[2]) if self.content_range else self.size

    def __iter__(self) -> Iterator[bytes]:
        with self:
            while chunk := self.read(CHUNK):
                yield chunk

    def read(self, size: int) -> bytes:
        with store_errors():
            return bytes(self._body.read(size))

    def close(self) -> None:
        self._body.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


def put(owner: Owner, key: str, body: bytes | BinaryIO, *, content_type: str = "application/octet-stream") -> None:
    """Store an object, replacing one of the same key; a file is streamed and need not be seekable."""
    # What is staged has no data key yet: the store encrypts it under its own, as it does for browsers.
    encrypted = encryption(owner, checked(owner, key)) or {"ServerSideEncryption": "AES256"}
    extra = {"ContentType": content_type, **encrypted}
    source = BytesIO(body) if isinstance(body, bytes) else body
    with store_errors():
        inner_client(storing_for=owner).upload_fileobj(
            source, settings.S3_BUCKET, key, ExtraArgs=extra, Config=TRANSFER
        )


def get(owner: Owner, key: str, *, limit: int = 64 * MEBIBYTE) -> bytes:
    """Return an object's bytes, up to ``limit``; raises ObjectMissing, ObjectUnreadable, ObjectTooLarge."""
    with open_stream(owner, key) as stream:
        if stream.size > limit:
            raise ObjectTooLarge
        return b"".join(stream)


def open_stream(owner: Owner, key: str, *, start: int = 0, end: int | None = None) -> Stream:
    """Open an object, or its bytes from ``start`` to ``end`` (both included)."""
    part = {"Range": f"bytes={start}-{'' if end is None else end}"} if start or end is not None else {}
    return Stream(_call("get_object", owner, key, **part))


def head(owner: Owner, key: str) -> Head:
    """Return what the store knows of an object; raises ObjectMissing."""
    answer = _call("head_object", owner, key)
    return Head(answer["ContentLength"], answer.get("ContentType", ""), answer["LastModified"])


def copy(owner: Owner, source: str, target: str, *, content_type: str) -> None:
    """Copy within the store, up to 5 GB, under the encryption of the target's place."""
    readable = {f"CopySource{name}": value for name, value in encryption(owner, checked(owner, source)).items()}
    place = {"Bucket": settings.S3_BUCKET, "Key": source}
    kind = {"ContentType": content_type, "MetadataDirective": "REPLACE"}
    _call("copy_object", owner, target, CopySource=place, **kind, **readable)


def delete(owner: Owner, key: str) -> None:
    """Delete an object; one that is not there is deleted already."""
    with store_errors():
        inner_client().delete_object(Bucket=settings.S3_BUCKET, Key=checked(owner, key))


def delete_many(owner: Owner, keys: Iterable[str]) -> int:
    """Delete objects, a thousand to a call; return how many were asked for."""
    return _delete_batches({"Key": checked(owner, key)} for key in keys)


def list_objects(owner: Owner, prefix: str = "") -> Iterator[Listed]:
    """Iterate over a jeweler's objects in the order of their keys; ``prefix`` begins a whole key."""
    where = checked(owner, prefix) if prefix else tenant_prefix(owner)
    for page in _pages("list_objects_v2", where):
        for found in page.get("Contents", ()):
            yield Listed(found["Key"], found["Size"], found["LastModified"])


def list_versions(owner: Owner) -> Iterator[Version]:
    """Iterate over every version and deletion marker a jeweler has, also where versioning was never on."""
    for page in _pages("list_object_versions", tenant_prefix(owner)):
        for group, is_marker in (("Versions", False), ("DeleteMarkers", True)):
            for found in page.get(group, ()):
                yield Version(found["Key"], found["VersionId"], is_marker)


def list_uploads(owner: Owner, prefix: str = "", *, before: datetime | None = None) -> Iterator[tuple[str, str]]:
    """Iterate over unfinished multipart uploads as (key, upload id): all, or those begun before a moment."""
    where = checked(owner, prefix) if prefix else tenant_prefix(owner)
    for page in _pages("list_multipart_uploads", where):
        for found in page.get("Uploads", ()):
            if before is None or found["Initiated"] < before:
                yield found["Key"], found["UploadId"]


def abort_uploads(owner: Owner, prefix: str = "", *, before: datetime | None = None) -> int:
    """Abort the unfinished multipart uploads that ``list_uploads`` names; return how many."""
    count = 0
    for key, upload in list(list_uploads(owner, prefix, before=before)):
        with store_errors():
            inner_client().abort_multipart_upload(Bucket=settings.S3_BUCKET, Key=key, UploadId=upload)
        count += 1
    return count


def delete_everything(owner: Owner) -> tuple[int, int]:
    """Delete every version of every object and abort every upload of a jeweler; return both counts.

    Needs no data key and may be run again until it returns (0, 0).
    """
    versions = ({"Key": found.key, "VersionId": found.version_id} for found in list_versions(owner))
    return _delete_batches(versions), abort_uploads(owner)


def _delete_batches(targets: Iterable[dict[str, str]]) -> int:
    """Delete in batches, a few at once: the store takes its time for each, and the next are listed meanwhile."""
    count = 0
    running: deque[Future[int]] = deque()
    with ThreadPoolExecutor(DELETES_AT_ONCE) as pool:
        for batch in batched(targets, DELETE_BATCH):
            running.append(pool.submit(_delete_batch, inner_client(), batch))
            if len(running) > DELETES_AT_ONCE:
                count += running.popleft().result()
        return count + sum(future.result() for future in running)


def _delete_batch(client: Any, batch: Sequence[dict[str, str]]) -> int:
    with store_errors():
        answer = client.delete_objects(Bucket=settings.S3_BUCKET, Delete={"Objects": list(batch), "Quiet": True})
    if answer.get("Errors"):
        raise StoreUnavailable
    return len(batch)


def _call(operation: str, owner: Owner, key: str, **arguments: Any) -> dict[str, Any]:
    encrypted = encryption(owner, checked(owner, key))
    client = inner_client(storing_for=owner if operation == "copy_object" else None)
    with store_errors():
        answer: dict[str, Any] = getattr(client, operation)(
            Bucket=settings.S3_BUCKET, Key=key, **arguments, **encrypted
        )
    return answer


def _pages(operation: str, prefix: str) -> Iterator[dict[str, Any]]:
    with store_errors():
        yield from inner_client().get_paginator(operation).paginate(Bucket=settings.S3_BUCKET, Prefix=prefix)


def encryption(owner: Owner, key: str) -> dict[str, Any]:
    """Return the request's encryption: the jeweler's data key everywhere but in the staging area."""
    if is_incoming(owner, key):
        return {}
    return {"SSECustomerAlgorithm": "AES256", "SSECustomerKey": data_key(owner.id)}
