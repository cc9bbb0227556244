from __future__ import annotations

from shared_apps.core.datamap import EVIDENCE_RETENTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from shared_apps.notices.models import Delivery, Notice

declare(
    Notice,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=EVIDENCE_RETENTION,
    since="created_at",
    fields={name: plain() for name in ("mail_kind", "about_type", "about_id", "given_by_id")},
)
declare(
    Delivery,
    half=Half.CONTROLLER,
    subject="account email",
    purpose=Purpose.LEGAL,
    retention=EVIDENCE_RETENTION,
    since="created_at",
    fields={"email": personal(Category.ACCOUNT)}
    | {
        name: plain() for name in ("notice", "jeweler", "account", "language", "state", "mail_id", "sent_at", "seen_at")
    },
)
