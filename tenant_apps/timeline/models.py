"""What happened with a client, and what is still to be done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from shared_apps.core.models import Row
from tenant_apps.timeline.enums import ActivityKind


class Activity(Row):
    """A note, call, visit or message, as a member wrote it down; a pinned one stands above the others."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="activities")
    kind = models.CharField(max_length=8, choices=ActivityKind)
    text = models.TextField(max_length=5000)
    happened_at = models.DateTimeField(db_default=Now())
    written_by = models.ForeignKey("team.Member", models.PROTECT, related_name="+")
    is_pinned = models.BooleanField(default=False, db_default=False)
    revision = models.IntegerField(default=1, db_default=1)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["client", "-happened_at", "-id"], name="activity_of_client"),
        ]

    def __str__(self) -> str:
        return f"activity {self.pk}"


class Mention(Row):
    """A colleague named in a note; it waits on their first page until they have seen it."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="mentions")
    member = models.ForeignKey("team.Member", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["activity", "member"], name="mention_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "id"], condition=Q(seen_at=None), name="mention_unseen"),
        ]

    def __str__(self) -> str:
        return f"mention {self.pk}"


class Task(Row):
    """Something to do for a client, by whom and until when."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    assignee = models.ForeignKey("team.Member", models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey("team.Member", models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("team.Member", models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["assignee", "due_on"], condition=Q(done_at=None), name="task_to_do"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(done_at=None) | Q(done_by__isnull=False), name="task_done_by_someone"),
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"
