"""Files on their way in and out: asked for, arrived, removed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from shared_apps.core.actors import Actor
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.storage import objects, uploads
from shared_apps.tenancy.context import current_tenant
from tenant_apps.audit.operations import record
from tenant_apps.library.enums import REFUSALS, UNSETTLED, FileKind, FileState
from tenant_apps.library.imaging.sniff import Refusal
from tenant_apps.library.models import MAX_DOCUMENT_BYTES, MAX_IMAGE_BYTES, MEBIBYTE, Design, File
from tenant_apps.library.names import safe_name
from tenant_apps.library.operations.designs import open_design
from tenant_apps.library.operations.places import absolute, clear, clear_stem, fresh_staging

LIMITS = {FileKind.IMAGE: MAX_IMAGE_BYTES, FileKind.DOCUMENT: MAX_DOCUMENT_BYTES}
MAX_UNSETTLED = 300

UNDECLARED = "application/octet-stream"
IMAGE_TYPES = frozenset({"image/jpeg", "image/png", "image/webp", "image/avif", "image/tiff", UNDECLARED, ""})
TYPES = {FileKind.IMAGE: IMAGE_TYPES, FileKind.DOCUMENT: IMAGE_TYPES | {"application/pdf"}}
DECLARED_REFUSALS = {
    "image/heic": Refusal.HEIC,
    "image/heif": Refusal.HEIC,
    "image/svg+xml": Refusal.SVG,
    "image/gif": Refusal.GIF,
    "application/zip": Refusal.ARCHIVE,
    "application/pdf": Refusal.NOT_AN_IMAGE,
}


@dataclass(frozen=True)
class Upload:
    """A file that was asked for, and the form by which the browser sends it to the store."""

    file: File
    post: uploads.PresignedPost


class FileNotAccepted(DomainError):
    """A file is refused before it is sent, by what the browser says of it."""


class TooManyUploads(DomainError):
    message = "Many uploads of this design are still under way. Please let them finish first."


class UploadNotArrived(DomainError):
    message = "The file has not arrived. Please send it again."


class FileInVersion(DomainError):
    message = "This picture is part of a published version, so it stays. Publish a new version without it."


@jeweler_atomic()
def request_upload(
    design: Design, *, name: str, size: int, content_type: str, kind: str = FileKind.IMAGE, by: Actor
) -> Upload:
    """Note a file to come and sign its upload: exactly this key and type, no more than these bytes."""
    file = _announce(design, name=name, size=size, content_type=content_type, kind=kind, by=by)
    post = uploads.presign_upload(
        current_tenant(),
        absolute(file.staging_key),
        content_type=file.declared_type,
        max_bytes=file.declared_bytes,
    )
    return Upload(file, post)


def upload_directly(
    design: Design, content: BinaryIO, *, name: str, size: int, content_type: str, kind: str, by: Actor
) -> File:
    """Take a file through the web process, where the browser runs no script."""
    with jeweler_atomic():
        file = _announce(design, name=name, size=size, content_type=content_type, kind=kind, by=by)
    objects.put(current_tenant(), absolute(file.staging_key), content, content_type=file.declared_type)
    return complete_upload(file, by=by)


def _announce(design: Design, *, name: str, size: int, content_type: str, kind: str, by: Actor) -> File:
    design = open_design(design)
    kind = FileKind(kind)
    refuse_by_declaration(kind, size, content_type)
    if design.files.filter(state__in=UNSETTLED).count() >= MAX_UNSETTLED:
        raise TooManyUploads
    file = File.objects.create(
        design=design,
        kind=kind,
        name=safe_name(name),
        declared_bytes=size,
        declared_type=content_type or UNDECLARED,
        staging_key=fresh_staging(),
        uploaded_by_id=by.actor_id if by.actor_kind == "member" else None,
    )
    record("library.file.requested", file, by=by, design=str(design.pk), kind=kind.value, bytes=size)
    return file


def refuse_by_declaration(kind: FileKind, size: int, content_type: str) -> None:
    """Raise FileNotAccepted for what the announcement alone gives away."""
    if size < 1:
        raise FileNotAccepted(REFUSALS[Refusal.EMPTY])
    if content_type not in TYPES[kind]:
        raise FileNotAccepted(REFUSALS[DECLARED_REFUSALS.get(content_type, Refusal.UNKNOWN)])
    if size > LIMITS[kind]:
        raise FileNotAccepted(f"This file is larger than {LIMITS[kind] // MEBIBYTE} MB.")


def complete_upload(file: File, *, by: Actor) -> File:
    """Note that a file has arrived in the store and have it checked; told twice, it happens once."""
    if file.state == FileState.AWAITING:
        try:
            objects.head(current_tenant(), absolute(file.staging_key))
        except objects.ObjectMissing as error:
            raise UploadNotArrived from error
    with jeweler_atomic():
        file = File.objects.select_for_update().select_related("design").get(pk=file.pk)
        if file.state == FileState.AWAITING:
            file.state = FileState.UPLOADED
            file.save(update_fields=["state"])
            record("library.file.uploaded", file, by=by, design=str(file.design_id))
            enqueue("library.ingest_file", file_id=str(file.pk))
    return file


@jeweler_atomic()
def remove_file(file: File, *, by: Actor) -> File:
    """Remove a file for good; one a client has been shown stays with its version."""
    file = File.objects.select_for_update().get(pk=file.pk)
    if file.appearances.exists():
        raise FileInVersion
    if file.state != FileState.REMOVED:
        file.state = FileState.REMOVED
        file.save(update_fields=["state"])
        record("library.file.removed", file, by=by, design=str(file.design_id))
        enqueue("library.erase_file", file_id=str(file.pk))
    return file


def erase_file(file_id: UUID) -> None:
    """Delete a removed file's objects, then its row; may be run again after dying anywhere."""
    file = File.objects.filter(pk=file_id, state=FileState.REMOVED).first()
    if file is None:
        return
    keys = [file.staging_key, file.object_key, file.original_key]
    clear([*keys, *file.renditions.values_list("object_key", flat=True)])
    clear_stem(file.attempt)
    file.delete()
