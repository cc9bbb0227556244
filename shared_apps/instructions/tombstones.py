"""Tombstones lie in the object store, outside the database: a restored backup must honor them before it serves."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.conf import settings

from shared_apps.instructions.models import Instruction
from shared_apps.storage.client import inner_client
from shared_apps.storage.errors import store_errors

PREFIX = "c/tombstones/"
FIELDS = ("jeweler_id", "slug", "instructed_by_id", "export_sha256", "export_declined", "trail_seq")


def place_tombstone(instruction: Instruction) -> str:
    """Write down, for every later restore, that this jeweler's data must not come back; return the key."""
    key = f"{PREFIX}{instruction.jeweler_id}.json"
    said = {name: str(getattr(instruction, name)) for name in FIELDS}
    body = json.dumps({"id": str(instruction.pk), **said}).encode()
    with store_errors():
        inner_client().put_object(Bucket=settings.S3_BUCKET, Key=key, Body=body, ContentType="application/json")
    return key


def tombstones() -> Iterator[dict[str, str]]:
    """Yield the instruction behind every deletion that was ever begun, as it was written down."""
    with store_errors():
        pages = inner_client().get_paginator("list_objects_v2").paginate(Bucket=settings.S3_BUCKET, Prefix=PREFIX)
        for page in pages:
            for entry in page.get("Contents", ()):
                answer = inner_client().get_object(Bucket=settings.S3_BUCKET, Key=entry["Key"])
                yield json.loads(answer["Body"].read())
