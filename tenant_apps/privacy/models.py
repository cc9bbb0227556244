"""Copies of the workspace made for its owner, and what DIA'LOG passed on about a person's rights."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from shared_apps.rights.enums import PassedKind


class ExportState(models.TextChoices):
    REQUESTED = "requested", "Waiting"
    RUNNING = "running", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    EXPIRED = "expired", "Expired"


class Export(Row):
    """One archive of the whole workspace: its progress, and where it lies until it expires."""

    state = models.CharField(max_length=10, choices=ExportState, default=ExportState.REQUESTED)
    requested_by_id = models.UUIDField(null=True)
    progress = models.BigIntegerField(default=0, db_default=0)
    total = models.BigIntegerField(default=0, db_default=0)
    rows = models.BigIntegerField(default=0, db_default=0)
    files = models.BigIntegerField(default=0, db_default=0)
    key = models.CharField(max_length=100, default="", blank=True)
    bytes = models.BigIntegerField(default=0, db_default=0)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    trail_seq = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state__in=["requested", "running"]),
                name="export_one_at_a_time",
                violation_error_message="An export is being made already.",
            ),
        ]

    @property
    def percent(self) -> int:
        return min(100, self.progress * 100 // self.total) if self.total else 0

    @property
    def is_open(self) -> bool:
        return self.state in {ExportState.REQUESTED, ExportState.RUNNING}


class PassedOn(Row):
    """What DIA'LOG passed on about a person: what was corrected or deleted there, or a request that is for the jeweler.

    What follows from it in the jeweler's own records is the jeweler's to decide (P43, P48).
    """

    passed_id = models.UUIDField(unique=True)
    kind = models.CharField(max_length=12, choices=PassedKind)
    introduction_id = models.UUIDField(null=True)
    text = models.TextField(max_length=20000, default="", db_default="", blank=True)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.UUIDField(null=True)

    def __str__(self) -> str:
        return f"passed on {self.pk}"
