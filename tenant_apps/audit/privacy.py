from __future__ import annotations

from shared_apps.core.datamap import FAILED_WORK_RETENTION, INSTRUCTION, Purpose, declare, plain, state
from shared_apps.core.db import Half
from shared_apps.core.privacy import EVENT_FIELDS, HEAD_FIELDS, JOB_FIELDS, PAYLOAD_FIELDS
from shared_apps.egress.privacy import MAIL_FIELDS, MAIL_LOG_RETENTION
from tenant_apps.audit.models import Counter, Job, SentMail, TrailEvent, TrailHead, TrailPayload

declare(
    Job,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=FAILED_WORK_RETENTION,
    since="failed_at",
    fields={name: state() for name in JOB_FIELDS},
)
declare(
    SentMail,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=MAIL_LOG_RETENTION,
    since="created_at",
    fields={name: state() for name in MAIL_FIELDS},
)
declare(
    Counter,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={"kind": plain(), "value": plain()},
)
for model, fields in ((TrailHead, HEAD_FIELDS), (TrailEvent, EVENT_FIELDS), (TrailPayload, PAYLOAD_FIELDS)):
    declare(
        model,
        half=Half.PROCESSOR,
        subject=None,
        purpose=Purpose.LEGAL,
        retention=INSTRUCTION,
        fields={name: plain() for name in fields},
    )
