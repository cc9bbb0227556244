from __future__ import annotations

from shared_apps.core.datamap import REGISTER_RETENTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from shared_apps.support.models import Grant, Visit

declare(
    Grant,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.SECURE,
    retention=REGISTER_RETENTION,
    fields={
        name: plain()
        for name in (
            "jeweler",
            "basis",
            "areas",
            "reason",
            "hours",
            "may_write",
            "asked_by_id",
            "decided_by_id",
            "starts_at",
            "ends_at",
            "revoked_at",
            "revoked_by_id",
        )
    },
)
declare(
    Visit,
    half=Half.CONTROLLER,
    subject="account",
    purpose=Purpose.SECURE,
    retention=REGISTER_RETENTION,
    fields={
        "grant": plain(),
        "account": personal(Category.SESSION),
        "pages": plain(),
        "last_at": personal(Category.SESSION),
    },
)
