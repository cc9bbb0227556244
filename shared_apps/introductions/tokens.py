"""The link by which a person chooses: 256 bits that only our key can make again, so that the row keeps their hash."""

from __future__ import annotations

import base64
import hashlib
from uuid import UUID

from django.utils.crypto import salted_hmac


def token_of(proposal_id: UUID) -> str:
    """Return the token of a proposal: the same at every try of sending it, and unknowable without our key."""
    digest = salted_hmac("introductions.choice", str(proposal_id), algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def mark_of(token: str) -> bytes:
    """Return the hash a row keeps of a token."""
    return hashlib.sha256(f"introductions.choice:{token}".encode()).digest()
