"""Taking a file in: by its content, in a bounded child, without its metadata, under the jeweler's own key.

Every step may be the last before the worker dies. Objects are written under a stem that stands in the row before
the first of them does, so the next run clears them away; the row turns ready in one transaction; the staged upload
goes last.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from shared_apps.core.actors import SYSTEM
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import still_working
from shared_apps.storage import objects
from shared_apps.tenancy.context import current_tenant
from tenant_apps.audit.operations import record
from tenant_apps.library.enums import WORKING, FileKind, FileState
from tenant_apps.library.imaging.runner import Decoded, Made, decoded
from tenant_apps.library.imaging.sniff import Format, Refusal
from tenant_apps.library.models import File, Rendition
from tenant_apps.library.operations.places import absolute, clear, clear_stem, fresh_stem, part

CONTENT_TYPES = {kind: f"image/{kind}" for kind in Format} | {Format.PDF: "application/pdf"}
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Stored:
    """An object a check has written."""

    name: str
    key: str
    content_type: str
    width: int
    height: int
    bytes: int
    sha256: str


class Refused(DomainError):
    """The file is not taken in; ``reason`` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


def ingest_file(file_id: UUID) -> None:
    """Check an uploaded file and make its pictures, or note why it is refused; may be run any number of times."""
    file = begin(file_id)
    if file is not None:
        try:
            check(file)
        except Refused as refused:
            refuse(file, refused.reason)
    clear_staging(file_id)


def begin(file_id: UUID) -> File | None:
    """Mark a waiting file as being checked, under a fresh stem; None when nothing waits."""
    with jeweler_atomic():
        file = File.objects.select_for_update().filter(pk=file_id, state__in=WORKING).first()
        if file is None:
            return None
        abandoned = file.attempt
        file.state, file.attempt = FileState.CHECKING, fresh_stem()
        file.save(update_fields=["state", "attempt"])
    clear_stem(abandoned)
    return file


def check(file: File) -> None:
    with staged(file) as source, decoded(source) as result:
        still_working()
        if isinstance(result, Refusal):
            raise Refused(result)
        if result.format is Format.PDF and file.kind == FileKind.IMAGE:
            raise Refused(Refusal.NOT_AN_IMAGE)
        stored = {made.name: store(file, made) for made in result.pictures}
        still_working()
        original = keep_original(file, result.format, source) if file.kind == FileKind.DOCUMENT else None
    if not settle(file, result, stored, original):
        clear_stem(file.attempt)


@contextmanager
def staged(file: File) -> Iterator[BinaryIO]:
    """Fetch the upload into a nameless file, which nothing that happens can leave behind."""
    with TemporaryFile() as temporary:
        source = cast("BinaryIO", temporary)
        try:
            with objects.open_stream(current_tenant(), absolute(file.staging_key)) as stream:
                if stream.size > file.declared_bytes:
                    raise Refused(Refusal.TOO_MANY_BYTES)
                for chunk in stream:
                    source.write(chunk)
        except objects.ObjectMissing as error:
            raise Refused(Refusal.NOT_UPLOADED) from error
        source.flush()
        yield source


def store(file: File, made: Made) -> Stored:
    key = part(file.attempt, made.name)
    size, digest = measured(made.file)
    objects.put(current_tenant(), absolute(key), made.file, content_type=made.content_type)
    return Stored(made.name, key, made.content_type, made.width, made.height, size, digest)


def keep_original(file: File, found: Format, source: BinaryIO) -> Stored:
    """Store a document's bytes as they came; they are only ever handed out as an attachment."""
    key = part(file.attempt, "original")
    size, digest = measured(source)
    objects.put(current_tenant(), absolute(key), source, content_type=CONTENT_TYPES[found])
    return Stored("original", key, CONTENT_TYPES[found], 0, 0, size, digest)


def measured(content: BinaryIO) -> tuple[int, str]:
    """Return size and SHA-256, leaving the file at its beginning."""
    content.seek(0)
    digest = hashlib.sha256()
    while chunk := content.read(CHUNK):
        digest.update(chunk)
    content.seek(0)
    return os.fstat(content.fileno()).st_size, digest.hexdigest()


@jeweler_atomic()
def settle(file: File, found: Decoded, stored: dict[str, Stored], original: Stored | None) -> bool:
    """Make the file ready, unless it was removed or taken over meanwhile; return whether it is ours."""
    held = File.objects.select_for_update().filter(pk=file.pk, attempt=file.attempt, state=FileState.CHECKING)
    row = held.first()
    if row is None:
        return False
    describe(row, found, stored.get("master"), original)
    row.save()
    Rendition.objects.bulk_create(
        Rendition(
            file=row,
            name=made.name,
            width=made.width,
            height=made.height,
            bytes=made.bytes,
            sha256=made.sha256,
            object_key=made.key,
        )
        for made in stored.values()
        if made.name != "master"
    )
    record("library.file.ready", row, by=SYSTEM, design=str(row.design_id), bytes=row.bytes)
    return True


def describe(row: File, found: Decoded, master: Stored | None, original: Stored | None) -> None:
    row.state, row.attempt = FileState.READY, ""
    row.width, row.height, row.color, row.perceptual_hash = found.width, found.height, found.color, found.hash
    if master is not None:
        row.object_key, row.content_type = master.key, master.content_type
    if original is not None:
        row.original_key, row.original_type, row.original_bytes = original.key, original.content_type, original.bytes
    main = master or original
    if main is not None:
        row.bytes, row.sha256 = main.bytes, main.sha256


@jeweler_atomic()
def refuse(file: File, reason: Refusal) -> None:
    """Note that a file is not taken in, and why."""
    rows = File.objects.select_for_update().filter(pk=file.pk, attempt=file.attempt, state=FileState.CHECKING)
    row = rows.first()
    if row is not None:
        row.state, row.refusal, row.attempt = FileState.REFUSED, reason.value, ""
        row.save(update_fields=["state", "refusal", "attempt"])
        record("library.file.refused", row, by=SYSTEM, design=str(row.design_id), reason=reason.value)


def clear_staging(file_id: UUID) -> None:
    """Delete the upload of a file that is ready or refused, then forget its key."""
    settled = File.objects.filter(pk=file_id, state__in=[FileState.READY, FileState.REFUSED])
    for key in settled.exclude(staging_key="").values_list("staging_key", flat=True):
        clear([key])
        settled.filter(staging_key=key).update(staging_key="")
