"""What visitors of the Site asked for: DIA'LOG's own data (P11, P12), and to whom they were introduced (P43)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from shared_apps.inquiries.enums import (
    Budget,
    CloseReason,
    ContactPreference,
    InquiryState,
    Occasion,
    Piece,
    Timing,
)


class Received(Row):
    """What both kinds share: a reference for people, a state, who answered when."""

    reference = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=12, choices=InquiryState, default=InquiryState.NEW, db_index=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=12, choices=CloseReason, default="", blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(close_reason="")),
                name="%(class)s_closed_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state != InquiryState.CLOSED


class Inquiry(Received):
    """A message from “Get in touch”: exactly the fields of P11."""

    company = models.CharField(max_length=120, default="", blank=True)
    role = models.CharField(max_length=120, default="", blank=True)
    message = models.TextField(max_length=5000, default="", blank=True)


class Brief(Received):
    """A piece somebody has in mind, from “Find a jeweler”: exactly the data of P12."""

    piece = models.CharField(max_length=20, choices=Piece)
    occasion = models.CharField(max_length=20, choices=Occasion)
    budget = models.CharField(max_length=20, choices=Budget)
    timing = models.CharField(max_length=20, choices=Timing)
    location = models.CharField(max_length=120)
    preferences = models.TextField(max_length=3000, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    contact_preference = models.CharField(max_length=20, choices=ContactPreference)

    @property
    def is_rush(self) -> bool:
        return Timing(self.timing).is_rush

    @property
    def is_discreet(self) -> bool:
        return self.contact_preference.startswith("discreet")


class Introduction(Row):
    """A brief handed to one jeweler: who decided it, what was shared, and that it arrived. It carries no price (P2)."""

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="introductions")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.PROTECT, related_name="introductions")
    introduced_by_id = models.UUIDField()
    fields_shared = models.JSONField(default=list)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["brief", "jeweler"], name="introduction_once")]
