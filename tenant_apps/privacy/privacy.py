from __future__ import annotations

from dataclasses import replace

from django.db.models import Q

from shared_apps.core.datamap import EXPORT_RETENTION, INSTRUCTION, Category, Purpose, declare, personal, plain, state
from shared_apps.core.db import Half
from tenant_apps.privacy.models import Export, ExportState, PassedOn

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

declare(
    PassedOn,
    half=Half.PROCESSOR,
    subject="self",
    purpose=Purpose.LEGAL,
    retention=INSTRUCTION,
    fields={name: plain() for name in ("passed_id", "kind", "introduction_id", "done_at", "done_by_id")}
    | {"text": personal(Category.CLIENT)},
)
