"""Opening what the store holds, for whoever has checked that the person may see it."""

from __future__ import annotations

from dataclasses import dataclass

from shared_apps.core.errors import DomainError
from shared_apps.storage import objects
from shared_apps.tenancy.context import current_tenant
from tenant_apps.library.models import File, Rendition
from tenant_apps.library.operations.places import absolute

ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp", "image/png": "png"}


class FileNotReady(DomainError):
    message = "This file is not ready yet."


@dataclass(frozen=True)
class Served:
    """A file to hand out: its stream and what to say about it."""

    stream: objects.Stream
    name: str
    content_type: str


def open_rendition(rendition: Rendition) -> objects.Stream:
    """Open a picture made for the screen."""
    return objects.open_stream(current_tenant(), absolute(rendition.object_key))


def open_download(file: File) -> Served:
    """Open a document as it came, or a picture at its full size, to be saved and never shown in place."""
    if not file.is_ready:
        raise FileNotReady
    if file.original_key:
        stream = objects.open_stream(current_tenant(), absolute(file.original_key))
        return Served(stream, file.name, file.original_type)
    stream = objects.open_stream(current_tenant(), absolute(file.object_key))
    ending = ENDINGS[file.content_type]
    stem = file.name.rpartition(".")[0] or file.name
    return Served(stream, f"{stem}.{ending}", file.content_type)
