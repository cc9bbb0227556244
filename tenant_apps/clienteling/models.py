"""What a jeweler remembers of a client: how they measure, what they love, which days matter (P15)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from shared_apps.core.ring_sizes import LARGEST, SMALLEST, Nearest, System, diameter, nearest
from tenant_apps.clienteling.calendar import next_on
from tenant_apps.clienteling.enums import DateKind, Finger, Fit, Hand, HowMeasured, Matter, Part, Stance

LONGEST = Decimal("1500")


class RingSize(Row):
    """A finger as somebody measured it: millimetres for the bench, and the label as it was said."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="ring_sizes")
    hand = models.CharField(max_length=5, choices=Hand)
    finger = models.CharField(max_length=6, choices=Finger)
    circumference = models.DecimalField(max_digits=5, decimal_places=2)
    system = models.CharField(max_length=4, choices=System)
    label = models.CharField(max_length=20)
    how = models.CharField(max_length=10, choices=HowMeasured)
    fit = models.CharField(max_length=7, choices=Fit, default=Fit.FLAT, db_default=Fit.FLAT)
    band_width = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    note = models.CharField(max_length=200, default="", db_default="", blank=True)
    measured_by_id = models.UUIDField(null=True)
    measured_on = models.DateField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["client", "-measured_on"], name="ring_size_latest")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(circumference__gte=SMALLEST, circumference__lte=LARGEST), name="ring_size_is_a_finger"
            ),
        ]

    def __str__(self) -> str:
        return f"ring size {self.pk}"

    @property
    def diameter(self) -> Decimal:
        return diameter(self.circumference)

    @property
    def said(self) -> str:
        """The size as it was said, with its system."""
        return f"{self.label} {self.get_system_display()}" if self.system != System.MM else f"{self.circumference} mm"

    @property
    def in_other_systems(self) -> list[Nearest]:
        others = [one for one in System if one not in {System(self.system), System.MM, System.OWN}]
        return [nearest(system, self.circumference) for system in others]


class Measurement(Row):
    """A length around or along a person, in mm."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="measurements")
    part = models.CharField(max_length=10, choices=Part)
    millimetres = models.DecimalField(max_digits=6, decimal_places=1)
    note = models.CharField(max_length=200, default="", db_default="", blank=True)
    measured_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(millimetres__gt=0, millimetres__lte=LONGEST), name="measurement_is_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"measurement {self.pk}"


class Taste(Row):
    """What a client loves, dislikes or must not wear."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="tastes")
    stance = models.CharField(max_length=8, choices=Stance)
    matter = models.CharField(max_length=6, choices=Matter)
    what = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["client", "matter", "what"], name="taste_once"),
        ]

    def __str__(self) -> str:
        return f"taste {self.pk}"


class Wish(Row):
    """Something a client would like to have one day."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="wishes")
    what = models.CharField(max_length=300)
    fulfilled_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"wish {self.pk}"


class ImportantDate(Row):
    """A day of the year that matters; the year stays out unless it is needed (P15, P69)."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="dates")
    kind = models.CharField(max_length=11, choices=DateKind)
    whose = models.CharField(max_length=60, default="", db_default="", blank=True)
    day = models.IntegerField()
    month = models.IntegerField()
    year = models.IntegerField(null=True)
    lead_days = models.IntegerField(default=21, db_default=21)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["month", "day"], name="important_date_by_day")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, day__gte=1, day__lte=31), name="date_is_a_day"
            ),
            models.CheckConstraint(condition=Q(lead_days__gte=0, lead_days__lte=120), name="date_lead_is_bounded"),
        ]

    def __str__(self) -> str:
        return f"date {self.pk}"

    @property
    def title(self) -> str:
        return f"{self.get_kind_display()}{f', {self.whose}' if self.whose else ''}"

    def next_on(self, today: date) -> date:
        """Return the next time this day comes; 29 February is kept on the 28th in other years."""
        return next_on(self.month, self.day, today)


class GreetingConsent(Row):
    """A client's wish to be greeted on their days, how it was given, and its end (P23, P47)."""

    client = models.ForeignKey("clients.Client", models.CASCADE, related_name="greeting_consents")
    how = models.CharField(max_length=200)
    noted_by_id = models.UUIDField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["client"], condition=Q(withdrawn_at=None), name="greeting_consent_one"),
        ]

    def __str__(self) -> str:
        return f"greeting consent {self.pk}"


class GaugeMark(Row):
    """One ring of the workspace's own gauge: what is stamped on it, and what it measures inside (mm)."""

    label = models.CharField(max_length=20, unique=True)
    circumference = models.DecimalField(max_digits=5, decimal_places=2)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(circumference__gte=SMALLEST, circumference__lte=LARGEST), name="gauge_mark_is_a_finger"
            ),
        ]

    def __str__(self) -> str:
        return self.label
