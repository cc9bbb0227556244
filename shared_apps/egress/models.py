"""The send log: that a mail of a kind went out and what became of it; to whom and what it said stands nowhere (P36)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now

from shared_apps.core.models import Row


class MailStatus(models.TextChoices):
    WAITING = "waiting", "Waiting"
    HANDING = "handing", "Being handed over"
    SENT = "sent", "Handed over"
    DELIVERED = "delivered", "Arrived"
    BOUNCED = "bounced", "Came back"
    COMPLAINED = "complained", "Reported as unwanted"
    REFUSED = "refused", "Refused"
    WITHHELD = "withheld", "Withheld: the person stopped it"
    UNKNOWN = "unknown", "Perhaps handed over"


class SentMailRow(Row):
    """One mail. Its id is its name to the world: the Message-ID and the provider's reports carry it."""

    kind = models.CharField(max_length=60)
    status = models.CharField(max_length=10, choices=MailStatus, default=MailStatus.WAITING)
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        abstract = True


class SentMail(SentMailRow):
    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["created_at"], name="egress_mail_age")]
