"""A jeweler's own trail, unfinished jobs and counters of human numbers."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import JobRow, Row, TrailEventRow, TrailHeadRow, TrailPayloadRow


class Job(JobRow):
    pass


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
