from __future__ import annotations

from shared_apps.core.datamap import EXPORT_RETENTION, Purpose, declare, state
from shared_apps.core.db import Half
from tenant_apps.privacy.models import Export

declare(
    Export,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=EXPORT_RETENTION,
    fields={
        name: state()
        for name in (
            "state",
            "requested_by_id",
            "progress",
            "total",
            "rows",
            "files",
            "key",
            "bytes",
            "sha256",
            "trail_seq",
            "finished_at",
            "expires_at",
        )
    },
)
