"""Short texts at rest or under way that a copy of the database or queue must not show."""

from __future__ import annotations

import base64
import secrets
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class SealBroken(ValueError):
    """The text was not sealed by us for this purpose, or was changed."""


def seal_text(purpose: str, text: str) -> str:
    """Return the text encrypted under the installation's key, for one purpose only."""
    nonce = secrets.token_bytes(12)
    sealed = _cipher(purpose).encrypt(nonce, text.encode(), purpose.encode())
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def open_text(purpose: str, sealed: str) -> str:
    """Return what was sealed for the purpose; raises SealBroken."""
    try:
        raw = base64.urlsafe_b64decode(sealed)
        return _cipher(purpose).decrypt(raw[:12], raw[12:], purpose.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealBroken from error


def _cipher(purpose: str) -> AESGCM:
    secret = base64.b64decode(settings.KEY_ENCRYPTION_KEY)
    return AESGCM(blake2b(purpose.encode(), key=secret, digest_size=32, person=b"dialog accounts").digest())
