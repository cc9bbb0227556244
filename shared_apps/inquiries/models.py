"""What visitors of the Site asked for: DIA'LOG's own data (P11, P12)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from shared_apps.core.models import Row
from shared_apps.inquiries.bands import band_words
from shared_apps.inquiries.enums import (
    RUSH,
    Budget,
    CloseReason,
    ContactPreference,
    Currency,
    InquiryState,
    Language,
    Material,
    Occasion,
    Piece,
    Style,
    Timing,
)


class Received(Row):
    """What both kinds share: a reference for people, a state, who answered when."""

    reference = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=12, choices=InquiryState, default=InquiryState.NEW, db_index=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    language = models.CharField(
        max_length=10, choices=Language, default=Language.ENGLISH, db_default=Language.ENGLISH.value
    )
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
    """A piece somebody has in mind, from “Find a jeweler”: exactly the ten data of P12, and one instruction.

    Some data take more than one column: a budget range has its currency, timing its date, wishes their two lists.
    """

    piece = models.CharField(max_length=20, choices=Piece)
    occasion = models.CharField(max_length=20, choices=Occasion)
    budget = models.CharField(max_length=20, choices=Budget)
    budget_currency = models.CharField(
        max_length=3, choices=Currency, default=Currency.HKD, db_default=Currency.HKD.value
    )
    timing = models.CharField(max_length=20, choices=Timing)
    needed_on = models.DateField(null=True, blank=True)
    location = models.CharField(max_length=120)
    materials = ArrayField(models.CharField(max_length=20, choices=Material), default=list, db_default=[], blank=True)
    styles = ArrayField(models.CharField(max_length=20, choices=Style), default=list, db_default=[], blank=True)
    preferences = models.TextField(max_length=3000, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    contact_preference = models.CharField(max_length=20, choices=ContactPreference)
    wants_direct_introduction = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Received.Meta.constraints,
            models.CheckConstraint(
                condition=Q(timing="fixed_date", needed_on__isnull=False)
                | (~Q(timing="fixed_date") & Q(needed_on__isnull=True)),
                name="brief_fixed_date_is_known",
            ),
        ]

    @property
    def is_rush(self) -> bool:
        """Whether it is wanted sooner than a piece is usually made, counted from the day it was asked for."""
        if self.needed_on is not None:
            return bool(self.needed_on - self.created_at.date() < RUSH)
        return Timing(self.timing).is_rush

    @property
    def is_discreet(self) -> bool:
        return ContactPreference(self.contact_preference).is_discreet

    @property
    def budget_words(self) -> str:
        """The band as the person read it, and in Hong Kong dollars where that was another currency."""
        read = band_words(self.budget, self.budget_currency)
        ours = band_words(self.budget)
        return read if read == ours else f"{read} ({ours})"

    @property
    def timing_words(self) -> str:
        if self.needed_on is None:
            return str(Timing(self.timing).label)
        return _("By %(day)s") % {"day": date_format(self.needed_on, "j F Y")}

    @property
    def wishes_words(self) -> str:
        """Materials, styles and the person's own words as one text."""
        lists = (
            (_("Materials"), [str(Material(chosen).label) for chosen in self.materials]),
            (_("Style"), [str(Style(chosen).label) for chosen in self.styles]),
        )
        lines = [f"{title}: {', '.join(words)}" for title, words in lists if words]
        return "\n".join([*lines, self.preferences] if self.preferences else lines)
