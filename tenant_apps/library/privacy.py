"""The data map of the library."""

from __future__ import annotations

from shared_apps.core.datamap import (
    INSTRUCTION,
    Category,
    Erase,
    Purpose,
    declare,
    object_key,
    personal,
    plain,
    state,
)
from shared_apps.core.db import Half
from tenant_apps.library.models import Design, DesignVersion, File, Rendition, VersionImage

TEXT = personal(Category.CLIENT, erase=Erase.ROW)
FILE = personal(Category.FILES, erase=Erase.ROW)

declare(
    Design,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "client": plain(),
        "number": plain(),
        "title": TEXT,
        "description": TEXT,
        "status": plain(),
        "revision": plain(),
    },
)

declare(
    File,
    half=Half.PROCESSOR,
    subject="design__client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "design": plain(),
        "kind": plain(),
        "state": plain(),
        "refusal": plain(),
        "name": FILE,
        "declared_bytes": plain(),
        "declared_type": plain(),
        "bytes": plain(),
        "sha256": FILE,
        "content_type": plain(),
        "width": plain(),
        "height": plain(),
        "color": FILE,
        "perceptual_hash": FILE,
        "staging_key": state(),
        "attempt": state(),
        "object_key": object_key(named_by="name"),
        "original_key": object_key(named_by="name"),
        "original_type": plain(),
        "original_bytes": plain(),
        "uploaded_by": plain(),
    },
)

declare(
    Rendition,
    half=Half.PROCESSOR,
    subject="file__design__client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "file": plain(),
        "name": plain(),
        "format": plain(),
        "width": plain(),
        "height": plain(),
        "bytes": plain(),
        "sha256": FILE,
        "object_key": object_key(),
    },
)

declare(
    DesignVersion,
    half=Half.PROCESSOR,
    subject="design__client",
    purpose=Purpose.PORTAL,
    retention=INSTRUCTION,
    fields={
        "design": plain(),
        "number": plain(),
        "title": TEXT,
        "notes": TEXT,
        "hash": TEXT,
        "published_by": plain(),
    },
)

declare(
    VersionImage,
    half=Half.PROCESSOR,
    subject="version__design__client",
    purpose=Purpose.PORTAL,
    retention=INSTRUCTION,
    fields={"version": plain(), "file": plain(), "position": plain(), "sha256": FILE},
)
