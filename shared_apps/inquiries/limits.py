"""Limits on what one sender may cause, kept as keyed hashes that change every day: no history of anyone (P24)."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

from shared_apps.core.clock import now


def keyed_hash(what: str, value: str) -> str:
    """Return a hash of a value that means nothing without our key, and nothing tomorrow."""
    message = f"{now():%Y-%m-%d}|{what}|{value.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def within_limit(what: str, value: str, *, limit: int, seconds: int) -> bool:
    """Count one more of ``what`` from ``value``; False when there were ``limit`` in the last ``seconds``."""
    key = f"limit:{what}:{keyed_hash(what, value)}"
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key)) <= limit
    except ValueError:
        # It expired between the two calls, so this is the first of a new window.
        cache.set(key, 1, seconds)
        return True


def may_confirm(email: str) -> bool:
    """Whether a confirming mail may go to an address: one an hour, so that nobody can be flooded through us."""
    return within_limit("confirming mail", email, limit=1, seconds=3600)
