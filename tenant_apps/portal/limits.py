"""How often a link may be asked for; the counters' keys say nothing about whom they count."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from redis.exceptions import RedisError

from shared_apps.core.clock import now
from shared_apps.core.errors import Unavailable

WINDOW = 15 * 60


@dataclass(frozen=True)
class Limit:
    """At most so many within 15 minutes."""

    name: str
    most: int

    def takes(self, value: str) -> bool:
        """Count one more; tell whether it is still within the limit. Raises Unavailable when nobody can count."""
        try:
            return self._count(self.key(value)) <= self.most
        except (RedisError, OSError) as error:
            raise Unavailable from error

    def _count(self, key: str) -> int:
        cache.add(key, 0, WINDOW)
        try:
            return cache.incr(key)
        except ValueError:
            # It expired between the two calls, so this is the first of a new window.
            cache.set(key, 1, WINDOW)
            return 1

    def key(self, value: str) -> str:
        """Return the counter's key, under a key of the day."""
        day = now().date().isoformat()
        return f"portal:{self.name}:{salted_hmac(f'portal.limit.{day}', value, algorithm='sha256').hexdigest()}"


PER_ADDRESS = Limit("address", 3)
PER_IP = Limit("ip", 10)
PER_WORKSPACE = Limit("workspace", 300)
