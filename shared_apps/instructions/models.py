"""What jewelers instructed DIA'LOG to do with their data, and the proof that it was done.

No foreign key leads to the jeweler: these rows outlive it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row


class InstructionState(models.TextChoices):
    COOLING = "cooling", "Waiting"
    RUNNING = "running", "Being carried out"
    CANCELLED = "cancelled", "Cancelled"
    REFUSED = "refused", "Refused"
    DONE = "done", "Done"


OPEN_STATES = (InstructionState.COOLING, InstructionState.RUNNING)


class Instruction(Row):
    """A jeweler's instruction to delete the whole workspace (P54)."""

    jeweler_id = models.UUIDField(db_index=True)
    slug = models.CharField(max_length=40)
    instructed_by_id = models.UUIDField()
    agreement_version = models.CharField(max_length=20, default="", blank=True)
    state = models.CharField(max_length=10, choices=InstructionState, default=InstructionState.COOLING)
    execute_after = models.DateTimeField()
    export_sha256 = models.CharField(max_length=64, default="", blank=True)
    export_declined = models.CharField(max_length=200, default="", blank=True)
    trail_seq = models.BigIntegerField()
    evidence = models.JSONField(default=dict)
    refused_because = models.CharField(max_length=200, default="", blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jeweler_id"],
                condition=Q(state__in=["cooling", "running"]),
                name="instruction_open_is_one",
            ),
            models.CheckConstraint(
                condition=~Q(export_sha256="") | ~Q(export_declined=""),
                name="instruction_export_made_or_declined",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class Certificate(Row):
    """The signed statement that a workspace was deleted; verifiable without DIA'LOG's database."""

    append_only = True

    instruction = models.OneToOneField(Instruction, models.PROTECT, related_name="certificate")
    jeweler_id = models.UUIDField(db_index=True)
    document = models.JSONField()
