from __future__ import annotations

from shared_apps.core.datamap import REGISTER_RETENTION, Purpose, declare, plain
from shared_apps.core.db import Half
from shared_apps.rights.models import PolicyVersion

declare(
    PolicyVersion,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={name: plain() for name in ("number", "effective_on", "text_sha256", "text", "summary", "is_material")},
)
