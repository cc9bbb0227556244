"""A jeweler's own trail, unfinished jobs, mails that went out and counters of human numbers."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import JobRow, Row, TrailEventRow, TrailHeadRow, TrailPayloadRow
from shared_apps.egress.models import SentMailRow


class Job(JobRow):
    pass


class SentMail(SentMailRow):
    class Meta:
        indexes = [models.Index(fields=["created_at"], name="audit_mail_age")]


class TrailHead(TrailHeadRow):
    pass


class TrailEvent(TrailEventRow):
    class Meta:
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_trail_object")]


class TrailPayload(TrailPayloadRow):
    pass


class Counter(Row):
    """The last human number of a kind, taken under a row lock: C-12, D-7, Q-118."""

    kind = models.CharField(max_length=20, unique=True)
    value = models.BigIntegerField(default=0, db_default=0)
