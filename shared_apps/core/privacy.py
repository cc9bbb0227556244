from __future__ import annotations

from shared_apps.core.datamap import (
    FAILED_WORK_RETENTION,
    REGISTER_RETENTION,
    TRAIL_RETENTION,
    Purpose,
    declare,
    plain,
)
from shared_apps.core.db import Half
from shared_apps.core.models import Job, TrailEvent, TrailHead, TrailPayload

# Both halves hold the same four tables; the fields are declared once.
JOB_FIELDS = ("name", "arguments", "attempts", "due_at", "leased_until", "failed_at", "error")
HEAD_FIELDS = ("name", "seq", "hash")
EVENT_FIELDS = (
    "seq",
    "at",
    "event",
    "actor_kind",
    "actor_id",
    "object_type",
    "object_id",
    "commitment",
    "previous",
    "hash",
)
PAYLOAD_FIELDS = ("event_id", "salt", "facts")

declare(
    Job,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=FAILED_WORK_RETENTION,
    since="failed_at",
    fields={name: plain() for name in JOB_FIELDS},
)
declare(
    TrailPayload,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=TRAIL_RETENTION,
    since="created_at",
    fields={name: plain() for name in PAYLOAD_FIELDS},
)
for model, fields in ((TrailHead, HEAD_FIELDS), (TrailEvent, EVENT_FIELDS)):
    declare(
        model,
        half=Half.CONTROLLER,
        subject=None,
        purpose=Purpose.LEGAL,
        retention=REGISTER_RETENTION,
        fields={name: plain() for name in fields},
    )
