"""What DIA'LOG told whom: one notice, a delivery a recipient, and the evidence that each arrived (P42, P71)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    SENT = "sent", "Sent"
    BOUNCED = "bounced", "Came back"
    FAILED = "failed", "Could not be sent"


class Notice(Row):
    """One thing people are told: the mail kind says how, ``about_id`` what."""

    mail_kind = models.CharField(max_length=60)
    about_type = models.CharField(max_length=100)
    about_id = models.UUIDField()
    given_by_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["mail_kind", "about_id"], name="notice_given_once")
        ]

    def __str__(self) -> str:
        return f"{self.mail_kind} notice {self.pk}"


class Delivery(Row):
    """A notice to one address: sent when, came back or not, seen in the App when."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    email = models.EmailField(max_length=254)
    jeweler = models.ForeignKey("jewelers.Jeweler", models.SET_NULL, null=True, related_name="+")
    account = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=10, default="en")
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.WAITING)
    mail_id = models.UUIDField(null=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["notice", "email", "jeweler"], name="delivery_once", nulls_distinct=False),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="delivery_sent_when"),
        ]


def whose(account_id: UUID, jeweler_id: UUID | None) -> Q:
    """Select what was told to a person: in a workspace, or with None for themselves."""
    return Q(account_id=account_id, jeweler_id=jeweler_id)
