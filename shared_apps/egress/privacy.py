from __future__ import annotations

from shared_apps.core.datamap import Purpose, Retention, declare, plain
from shared_apps.core.db import Half
from shared_apps.egress.models import SentMail

MAIL_LOG_RETENTION = Retention("mail log", "the mail", 30, "P18: long enough to find out what became of a mail")
MAIL_FIELDS = ("kind", "status", "changed_at")

declare(
    SentMail,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=MAIL_LOG_RETENTION,
    since="created_at",
    fields={name: plain() for name in MAIL_FIELDS},
)
