"""Uploads go straight from the browser to a staging key: one exact key, one type, bounded size, ten minutes.

The browser must hold no key, so a staged object is encrypted by the store's own key (SSE-S3) until the worker
has taken it in under the jeweler's.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from shared_apps.core.clock import now
from shared_apps.storage import objects
from shared_apps.storage.client import public_client
from shared_apps.storage.errors import store_errors
from shared_apps.storage.keys import Area, Owner, area_prefix, checked, tenant_key

LIFETIME = timedelta(minutes=10)
STAGING_LIFETIME = timedelta(hours=24)


@dataclass(frozen=True)
class PresignedPost:
    """What a browser needs to post one file: the address, the fields before the file, how long."""

    url: str
    fields: dict[str, str]
    expires_at: datetime


def staging_key(owner: Owner) -> str:
    return tenant_key(owner, Area.INCOMING)


def presign_upload(owner: Owner, key: str, *, content_type: str, max_bytes: int) -> PresignedPost:
    """Sign a POST of 1 to ``max_bytes`` bytes of exactly this type to exactly this staging key."""
    fields = {"Content-Type": content_type, "x-amz-server-side-encryption": "AES256"}
    conditions = [["content-length-range", 1, max_bytes], *({name: value} for name, value in fields.items())]
    with store_errors():
        signed = public_client(storing_for=owner).generate_presigned_post(
            settings.S3_BUCKET,
            checked(owner, key),
            Fields=dict(fields),
            Conditions=conditions,
            ExpiresIn=int(LIFETIME.total_seconds()),
        )
    return PresignedPost(signed["url"], signed["fields"], now() + LIFETIME)


def sweep_staging(owner: Owner, *, keep: Container[str] = frozenset()) -> int:
    """Delete staged objects older than a day that nothing waits for; return how many."""
    before = now() - STAGING_LIFETIME
    staged = objects.list_objects(owner, area_prefix(owner, Area.INCOMING))
    return objects.delete_many(owner, [o.key for o in staged if o.modified_at < before and o.key not in keep])
