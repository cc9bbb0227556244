from __future__ import annotations

from shared_apps.core.datamap import REGISTER_RETENTION, Purpose, declare, plain
from shared_apps.core.db import Half
from shared_apps.providers.models import Provider

declare(
    Provider,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={field.name: plain() for field in Provider._meta.concrete_fields if field.name not in {"id", "created_at"}},
)
