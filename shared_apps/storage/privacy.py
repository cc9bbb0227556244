"""The data map of the data keys."""

from __future__ import annotations

from shared_apps.core.datamap import REGISTER_RETENTION, Category, Purpose, declare, plain, secret
from shared_apps.core.db import Half
from shared_apps.storage.models import DataKey

declare(
    DataKey,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.SECURE,
    retention=REGISTER_RETENTION,
    fields={
        "jeweler_id": plain(),
        "wrapped": secret(Category.NONE),
        "wrapping_key": plain(),
        "destroyed_at": plain(),
    },
)
