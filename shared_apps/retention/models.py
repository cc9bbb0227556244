"""What the sweep did, night by night, in numbers; and the alarm when it did not."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row


class RunState(models.TextChoices):
    RUNNING = "running", "Running"
    FINISHED = "finished", "Finished"


class SweepRun(Row):
    """One sweep over all rules: counts by rule, never what was in the rows.

    Who works on it holds it until ``leased_until``; a run nobody holds was cut off and is carried on by the next.
    """

    started_at = models.DateTimeField()
    started_by_id = models.UUIDField(null=True)
    is_trial = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.RUNNING)
    leased_until = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    failures = models.JSONField(default=dict)
    held = models.IntegerField(default=0)
    workspaces = models.IntegerField(default=0)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-started_at"], name="retention_run_newest")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["is_trial"], condition=Q(state="running"), name="retention_one_run_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="finished") | Q(finished_at__isnull=False), name="retention_finished_when"
            ),
        ]

    def __str__(self) -> str:
        return f"sweep {self.pk}"

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    @property
    def is_flawless(self) -> bool:
        return self.state == RunState.FINISHED and not self.failures


class Alarm(Row):
    """No sweep has finished for too long: raised once, told to staff, ended by the next sweep that finishes."""

    last_finished_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["is_open"], condition=Q(is_open=True), name="retention_one_open_alarm"),
            models.CheckConstraint(condition=Q(is_open=True) | Q(ended_at__isnull=False), name="retention_ended_when"),
        ]

    def __str__(self) -> str:
        return f"alarm {self.pk}"
