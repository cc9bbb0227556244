"""The registers of what left on an outsider's demand (P45) and of what went wrong (P57)."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from shared_apps.core.clock import now
from shared_apps.core.models import Row
from shared_apps.registers.enums import BreachState, DataClass, DisclosureState, ObjectKind

AUTHORITY_WITHIN = timedelta(hours=72)


class Disclosure(Row):
    """What somebody outside demanded, on what basis, what they get, and the two people who decided it."""

    requester = models.CharField(max_length=200)
    legal_basis = models.CharField(max_length=500)
    document_sha256 = models.CharField(max_length=64)
    data_class = models.CharField(max_length=10, choices=DataClass)
    jeweler = models.ForeignKey("jewelers.Jeweler", models.SET_NULL, null=True, related_name="+")
    subjects = ArrayField(models.CharField(max_length=254))
    fields = ArrayField(models.CharField(max_length=100))
    since = models.DateField()
    until = models.DateField()
    untold_because = models.CharField(max_length=500, default="", blank=True)
    state = models.CharField(max_length=10, choices=DisclosureState, default=DisclosureState.PROPOSED)
    proposed_by_id = models.UUIDField()
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=500, default="", blank=True)
    made_at = models.DateTimeField(null=True)
    export_sha256 = models.CharField(max_length=64, default="", blank=True)
    export_rows = models.IntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(decided_by_id=None) | ~Q(decided_by_id=F("proposed_by_id")),
                name="registers_disclosure_two_people",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_by_id__isnull=False, decided_at__isnull=False),
                name="registers_disclosure_decided_who",
            ),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="registers_disclosure_dates_in_order"),
            models.CheckConstraint(
                condition=~Q(subjects=[]) & ~Q(fields=[]), name="registers_disclosure_names_its_scope"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"DR-{self.pk.hex[-6:].upper()}"

    @property
    def tells(self) -> bool:
        """Whether those concerned are told; if not, the register says why."""
        return self.untold_because == ""


class DisclosureExport(Row):
    """The sealed export itself, until it was handed over or a week has passed."""

    disclosure = models.OneToOneField(Disclosure, models.CASCADE, related_name="export")
    sealed = models.TextField()
    expires_at = models.DateTimeField()


class Breach(Row):
    """Something went wrong with personal data, or is rehearsed: what, when noticed, what follows."""

    title = models.CharField(max_length=120)
    noticed_at = models.DateTimeField()
    what_happened = models.TextField(max_length=5000)
    consequences = models.TextField(max_length=3000, default="", blank=True)
    measures = models.TextField(max_length=3000, default="", blank=True)
    is_drill = models.BooleanField(default=False)
    is_high_risk = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=BreachState, default=BreachState.OPEN)
    reported_by_id = models.UUIDField()
    authority_told_at = models.DateTimeField(null=True)
    authority_untold_because = models.CharField(max_length=500, default="", blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state="open") | Q(closed_at__isnull=False), name="registers_breach_closed_when"
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"BR-{self.pk.hex[-6:].upper()}"

    @property
    def is_open(self) -> bool:
        return self.state == BreachState.OPEN

    @property
    def authority_due_at(self) -> object:
        return self.noticed_at + AUTHORITY_WITHIN

    @property
    def authority_settled(self) -> bool:
        """Whether the authority was told, or why it need not be is written down."""
        return self.authority_told_at is not None or self.authority_untold_because != ""

    @property
    def is_late(self) -> bool:
        return self.is_open and not self.authority_settled and self.noticed_at + AUTHORITY_WITHIN <= now()


class BreachObject(Row):
    """One thing a breach touched; which jewelers that concerns is computed, never picked."""

    breach = models.ForeignKey(Breach, models.CASCADE, related_name="objects_touched")
    kind = models.CharField(max_length=12, choices=ObjectKind)
    name = models.CharField(max_length=254, default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["breach", "kind", "name"], name="registers_breach_object_once")
        ]


class BreachNote(Row):
    """A line of a breach's timeline; what was written stays."""

    append_only = True

    breach_id = models.UUIDField(db_index=True)
    text = models.CharField(max_length=1000)
    by_id = models.UUIDField(null=True)


class BreachDraft(Row):
    """What one affected jeweler will be told, until a person has confirmed it; then what it was told."""

    breach = models.ForeignKey(Breach, models.CASCADE, related_name="drafts")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="+")
    text = models.TextField(max_length=5000)
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["breach", "jeweler"], name="registers_breach_draft_once")
        ]
