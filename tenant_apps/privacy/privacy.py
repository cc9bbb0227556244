from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from shared_apps.core.datamap import EXPORT_RETENTION, Purpose, declare, state
from shared_apps.core.db import Half
from tenant_apps.privacy.models import Export, ExportState

# The copy itself says until when it lies there: seven days by default, from the moment it was made.
COPY_RETENTION = replace(EXPORT_RETENTION, days=0)

declare(
    Export,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=COPY_RETENTION,
    since="expires_at",
    when=Q(state=ExportState.READY),
    through="privacy.expire_exports",
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
