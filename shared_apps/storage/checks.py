"""What a production start must not lack: files and their keys travel over TLS only (P34, P55)."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def store_over_tls(**_kwargs: Any) -> list[Error]:
    """Refuse a store reached in clear: SSE-C sends the data key with every request."""
    return [
        Error(
            f"{name} must be an https address.",
            hint="Set it to the object store's TLS endpoint.",
            id=f"storage.E00{number}",
        )
        for number, name in enumerate(("S3_ENDPOINT", "S3_PUBLIC_ENDPOINT"), start=1)
        if not getattr(settings, name).startswith("https://")
    ]


@register(Tags.security)
def wrapping_keys_are_keys(**_kwargs: Any) -> list[Error]:
    """Refuse key-encryption keys that are not 32 bytes in base64."""
    texts = [settings.KEY_ENCRYPTION_KEY, *settings.KEY_ENCRYPTION_KEY_PREVIOUS.split()]
    if all(_is_key(text) for text in texts):
        return []
    hint = "Make one with: openssl rand -base64 32"
    return [Error("KEY_ENCRYPTION_KEY must be 32 bytes in base64.", hint=hint, id="storage.E003")]


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32
    except binascii.Error:
        return False
