from __future__ import annotations

from shared_apps.core.datamap import INSTRUCTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from tenant_apps.timeline.models import Activity, Mention, Task

CLIENT = personal(Category.CLIENT)

declare(
    Activity,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={"text": CLIENT}
    | {name: plain() for name in ("client", "kind", "happened_at", "written_by", "is_pinned", "revision", "edited_at")},
)
declare(
    Mention,
    half=Half.PROCESSOR,
    subject="activity__client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={name: plain() for name in ("activity", "member", "seen_at")},
)
declare(
    Task,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={"title": CLIENT}
    | {name: plain() for name in ("client", "due_on", "assignee", "made_by", "done_at", "done_by")},
)
