from __future__ import annotations

from shared_apps.core.datamap import REGISTER_RETENTION, Category, Erase, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from shared_apps.instructions.models import Certificate, Instruction

declare(
    Instruction,
    half=Half.CONTROLLER,
    subject="instructed_by_id",
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={
        "jeweler_id": plain(),
        "slug": plain(),
        "instructed_by_id": personal(Category.RECORDS, erase=Erase.NOTHING),
        "agreement_version": plain(),
        "state": plain(),
        "execute_after": plain(),
        "export_sha256": plain(),
        "export_declined": plain(),
        "trail_seq": plain(),
        "evidence": plain(),
        "refused_because": plain(),
        "ended_at": plain(),
    },
)
declare(
    Certificate,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={"instruction": plain(), "jeweler_id": plain(), "document": plain()},
)
