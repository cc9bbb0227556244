"""Who was introduced to whom: profiles of jewelers, choices put to a person, and what was shared on what consent."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shared_apps.core.clock import now
from shared_apps.core.models import Row
from shared_apps.inquiries.enums import Language
from shared_apps.introductions.enums import (
    Basis,
    DeclineReason,
    IntroductionState,
    Matter,
    OutcomeReason,
    ProposalState,
)
from shared_apps.introductions.profile_models import Conflict, Profile

__all__ = ["Choice", "Conflict", "FollowUp", "Introduction", "Profile", "Proposal", "Share"]


class Proposal(Row):
    """One to three houses put to a person by a link; the row holds the link's hash, never the link."""

    brief = models.ForeignKey("inquiries.Brief", models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    token_hash = models.BinaryField(max_length=32, unique=True)
    expires_at = models.DateTimeField()
    made_by_id = models.UUIDField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=10, choices=Language, default="", blank=True)
    wording_version = models.CharField(max_length=20, default="", blank=True)
    text_hash = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["brief"], condition=Q(state="open"), name="proposal_one_open"),
            models.CheckConstraint(
                condition=~Q(state="chosen")
                | (Q(answered_at__isnull=False) & ~Q(wording_version="") & ~Q(text_hash="") & ~Q(language="")),
                name="proposal_chosen_on_what",
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN and now() < self.expires_at


class Choice(Row):
    """One house as it was shown to the person, without a name, and what they said to it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="choices")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.PROTECT, related_name="+")
    position = models.SmallIntegerField()
    shown = models.JSONField(default=dict)
    is_chosen = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["proposal", "jeweler"], name="choice_once"),
            models.UniqueConstraint(fields=["proposal", "position"], name="choice_in_order"),
            models.CheckConstraint(condition=Q(position__gte=1, position__lte=3), name="choice_one_to_three"),
        ]

    def __str__(self) -> str:
        return f"choice {self.pk}"


class Introduction(Row):
    """A brief handed to one jeweler: who decided it, what was shared, how far it came. It carries no price (P2)."""

    brief = models.ForeignKey("inquiries.Brief", models.CASCADE, related_name="introductions")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.PROTECT, related_name="introductions")
    introduced_by_id = models.UUIDField()
    fields_shared = models.JSONField(default=list)
    delivered_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=10,
        choices=IntroductionState,
        default=IntroductionState.ASKED,
        db_default=IntroductionState.ASKED.value,
    )
    # A plain id: a foreign key added to a filled table would be checked row by row under a lock.
    proposal_id = models.UUIDField(null=True)
    position = models.SmallIntegerField(default=1, db_default=1)
    asked_at = models.DateTimeField(null=True)
    answer_due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=20, choices=DeclineReason, default="", db_default="", blank=True)
    contact_due_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome_reason = models.CharField(max_length=20, choices=OutcomeReason, default="", db_default="", blank=True)

    class Meta:
        # The table was made by ``inquiries``; renaming it would break the code that runs beside the migration.
        db_table = "inquiries_introduction"
        constraints = [models.UniqueConstraint(fields=["brief", "jeweler"], name="introduction_once")]

    def __str__(self) -> str:
        return f"introduction {self.pk}"

    @property
    def is_overdue(self) -> bool:
        """Whether somebody is late: the jeweler with the answer, or with the first word to the person."""
        due = {IntroductionState.ASKED: self.answer_due_at, IntroductionState.ACCEPTED: self.contact_due_at}
        at = due.get(IntroductionState(self.state))
        return at is not None and at < now()


class Share(Row):
    """The record of one handing over: what went to whom, when, decided by whom, on what consent; ids and words only."""

    append_only = True

    introduction_id = models.UUIDField(unique=True)
    brief_id = models.UUIDField(db_index=True)
    jeweler_id = models.UUIDField(db_index=True)
    fields_shared = ArrayField(models.CharField(max_length=40))
    basis = models.CharField(max_length=10, choices=Basis)
    proposal_id = models.UUIDField(null=True)
    wording_version = models.CharField(max_length=20)
    text_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    consented_at = models.DateTimeField()
    decided_by_id = models.UUIDField()

    def __str__(self) -> str:
        return f"share {self.pk}"


class FollowUp(Row):
    """Something staff look after at a time; each matter of a brief stands once a jeweler."""

    brief = models.ForeignKey("inquiries.Brief", models.CASCADE, related_name="follow_ups")
    introduction = models.ForeignKey(Introduction, models.CASCADE, null=True, related_name="follow_ups")
    proposal = models.ForeignKey(Proposal, models.CASCADE, null=True, related_name="follow_ups")
    matter = models.CharField(max_length=20, choices=Matter)
    due_at = models.DateTimeField(db_index=True)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["brief", "introduction", "proposal", "matter"], nulls_distinct=False, name="follow_up_once"
            )
        ]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"
