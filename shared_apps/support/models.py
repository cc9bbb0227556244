"""Support access: which staff may see what of a workspace until when, on whose word, and who came (P58)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from shared_apps.core.clock import now
from shared_apps.core.models import Row
from shared_apps.support.enums import Basis

MOST_HOURS = 72


class Grant(Row):
    """Leave to enter one workspace. Of broken glass, ``asked_by`` and ``decided_by`` are two different staff."""

    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="support_grants")
    basis = models.CharField(max_length=12, choices=Basis)
    areas = models.JSONField(default=list)
    reason = models.CharField(max_length=500)
    hours = models.SmallIntegerField()
    may_write = models.BooleanField(default=False, db_default=False)
    asked_by_id = models.UUIDField()
    decided_by_id = models.UUIDField(null=True)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by_id = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["jeweler", "-ends_at"], name="support_grant_of_jeweler")]
        constraints = [
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="support_hours_bounded"),
            models.CheckConstraint(condition=Q(basis__in=Basis.values), name="support_known_basis"),
            models.CheckConstraint(
                condition=~Q(basis=Basis.BREAK_GLASS)
                | Q(decided_by_id=None)
                | (~Q(decided_by_id=F("asked_by_id")) & Q(may_write=False)),
                name="support_glass_needs_two",
            ),
            models.CheckConstraint(
                condition=Q(decided_by_id=None, starts_at=None, ends_at=None)
                | Q(decided_by_id__isnull=False, starts_at__isnull=False, ends_at__isnull=False),
                name="support_decided_has_times",
            ),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.ends_at is not None and self.ends_at > now()

    @property
    def is_asked(self) -> bool:
        """Whether glass is to be broken and the second person has not said yes."""
        return self.decided_by_id is None and self.revoked_at is None

    @property
    def ended_at(self) -> object:
        """Return when it ended or will end."""
        return self.revoked_at or self.ends_at


class Visit(Row):
    """One member of staff under one grant: how many pages they asked for. What they read is in the jeweler's trail."""

    grant = models.ForeignKey(Grant, models.CASCADE, related_name="visits")
    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="visits")
    pages = models.IntegerField(default=0, db_default=0)
    last_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grant", "account"], name="support_visit_is_unique")]
