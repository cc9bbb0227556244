"""The portal's secrets: what a client holds, and the one-way marks of it that a row may keep."""

from __future__ import annotations

import hashlib
import secrets

from django.utils.crypto import salted_hmac

from shared_apps.tenancy.context import current_tenant

TOKEN_BYTES = 32
CODE_DIGITS = 6


def new_token() -> str:
    """Return 256 bits nobody can guess."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def mark(purpose: str, token: str) -> bytes:
    """Return the hash a row keeps of a token; it means nothing at another jeweler's or for another purpose."""
    return hashlib.sha256(f"{current_tenant().id}:{purpose}:{token}".encode()).digest()


def mark_of_browser(browser: str) -> bytes:
    """Return the hash of what the browser that asked for a link holds."""
    return mark("browser", browser)


def code_of(browser: str) -> str:
    """Return the code shown on the screen of the browser that asked."""
    number = int.from_bytes(salted_hmac("portal.code", browser, algorithm="sha256").digest()[:8])
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}}"


def code_mark(browser_mark: bytes, code: str) -> bytes:
    """Return the keyed hash of a code: six digits would not hide behind a plain one."""
    return salted_hmac("portal.code.mark", browser_mark.hex() + code, algorithm="sha256").digest()
