"""Certificates are signed with Ed25519 over canonical JSON: whoever has the public key can check them offline."""

from __future__ import annotations

import base64
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from shared_apps.core.errors import DomainError


class CertificateInvalid(DomainError):
    message = "This certificate was not signed by DIA'LOG, or it was changed afterwards."


def canonical(statement: dict[str, Any]) -> bytes:
    return json.dumps(statement, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(settings.SIGNING_KEY))


def public_key() -> str:
    """Return this installation's public key, base64."""
    raw = signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def sign(statement: dict[str, Any]) -> dict[str, Any]:
    """Return the statement with its signature and the public key it can be checked with."""
    signature = signing_key().sign(canonical(statement))
    return {
        "statement": statement,
        "public_key": public_key(),
        "signature": base64.b64encode(signature).decode(),
    }


def verify(document: object, *, trusted_key: str) -> dict[str, Any]:
    """Return the statement of a signed document; raises CertificateInvalid unless the trusted key signed it."""
    try:
        statement, signature = document["statement"], base64.b64decode(document["signature"])  # type: ignore[index]
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(trusted_key))
        key.verify(signature, canonical(statement))
    except (KeyError, TypeError, ValueError, InvalidSignature) as error:
        raise CertificateInvalid from error
    return dict(statement)
