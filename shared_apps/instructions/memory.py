"""What the cache and the queue still hold of a jeweler."""

from __future__ import annotations

from itertools import batched
from uuid import UUID

import redis
from celery import current_app
from django.conf import settings

from shared_apps.tenancy.cache import prefix_of


def forget_cached(jeweler_id: UUID) -> int:
    """Delete every cache entry under the jeweler's prefix; return how many."""
    with redis.Redis.from_url(settings.CACHES["default"]["LOCATION"]) as client:
        # Django puts its own version and prefix inside the key our function builds, so the prefix stands first.
        found = client.scan_iter(match=f"{prefix_of(jeweler_id)}*", count=1000)
        return sum(int(client.delete(*batch)) for batch in batched(found, 500))


def forget_queued(jeweler_id: UUID) -> int:
    """Remove the messages that name the jeweler from the queue; their tasks would find nobody."""
    queue = current_app.conf.task_default_queue
    with redis.Redis.from_url(settings.BROKER_URL) as client:
        waiting: list[bytes] = client.lrange(queue, 0, -1)
        theirs = [message for message in waiting if str(jeweler_id).encode() in message]
        return sum(int(client.lrem(queue, 1, message)) for message in theirs)
