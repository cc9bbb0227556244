"""The shared cache as one test process sees it: clearing it must not take other processes' counters away."""

from __future__ import annotations

from django.core.cache.backends.redis import RedisCache


class OwnKeys(RedisCache):
    """Clears the keys of this process only; Django's own ``clear`` empties the whole server."""

    def clear(self) -> bool:
        client = self._cache.get_client(None, write=True)
        keys = list(client.scan_iter(match=f"*{self.key_prefix}:*", count=1000))
        return bool(client.delete(*keys)) if keys else True
