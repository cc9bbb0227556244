"""Limits on what one sender may cause, kept as keyed hashes that change every day: no history of anyone (P24)."""

from __future__ import annotations

import hashlib
import hmac
from contextlib import suppress

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from shared_apps.core.clock import now

UNREACHABLE = (RedisError, OSError)


def keyed_hash(what: str, value: str) -> str:
    """Return a hash of a value that means nothing without our key, and nothing tomorrow."""
    message = f"{now():%Y-%m-%d}|{what}|{value.strip().lower()}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()


def within_limit(what: str, value: str, *, limit: int, seconds: int, in_doubt: bool = True) -> bool:
    """Count one more of ``what`` from ``value``; False when there were ``limit`` in the last ``seconds``.

    ``in_doubt`` is the answer when nothing can be counted: a stranger's message is worth more than a limit.
    """
    key = f"limit:{keyed_hash(what, value)}"
    try:
        return _count(key, seconds) <= limit
    except UNREACHABLE:
        return in_doubt


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    try:
        return int(cache.incr(key))
    except ValueError:
        # It expired between the two calls, so this is the first of a new window.
        cache.set(key, 1, seconds)
        return 1


def may_confirm(email: str) -> bool:
    """Whether a confirming mail may go to an address: one an hour, so that nobody can be flooded through us."""
    return within_limit("confirming mail", email, limit=1, seconds=3600, in_doubt=False)


def first_claim(key: str, value: str, *, seconds: int) -> str:
    """Return ``value``, or what was claimed under the same key before it."""
    try:
        return value if cache.add(key, value, seconds) else str(cache.get(key, value))
    except UNREACHABLE:
        return value


def forget_claim(key: str) -> None:
    """Let a key be claimed anew."""
    with suppress(*UNREACHABLE):
        cache.delete(key)
