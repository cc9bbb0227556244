"""What DIA'LOG knows of a jeweler in order to introduce people: the house's own words and figures, nobody's data."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from shared_apps.inquiries.enums import Budget, Piece, Style
from shared_apps.introductions.enums import Registration, Specialism, Spoken


def several(choices: type[models.TextChoices]) -> ArrayField[Any, Any]:
    """Return a column of some of the choices."""
    return ArrayField(models.CharField(max_length=20, choices=choices), default=list, db_default=[], blank=True)


class Profile(Row):
    """What a house makes, for whom and how soon; ``committed`` counts for the month it was said in only."""

    jeweler = models.OneToOneField("jewelers.Jeweler", models.PROTECT, related_name="profile")
    is_open = models.BooleanField(default=True, db_default=True)
    specialisms = several(Specialism)
    pieces = several(Piece)
    budgets = several(Budget)
    styles = several(Style)
    languages = several(Spoken)
    city = models.CharField(max_length=80, default="", db_default="", blank=True)
    works_remotely = models.BooleanField(default=False, db_default=False)
    lead_weeks = models.SmallIntegerField(
        default=8, db_default=8, validators=[MinValueValidator(1), MaxValueValidator(104)]
    )
    capacity = models.SmallIntegerField(
        default=4, db_default=4, validators=[MinValueValidator(0), MaxValueValidator(999)]
    )
    committed = models.SmallIntegerField(
        default=0, db_default=0, validators=[MinValueValidator(0), MaxValueValidator(999)]
    )
    committed_month = models.DateField(null=True)
    registration = models.CharField(
        max_length=4, choices=Registration, default=Registration.NONE, db_default=Registration.NONE.value
    )
    registration_number = models.CharField(max_length=40, default="", db_default="", blank=True)
    registration_expires_on = models.DateField(null=True, blank=True)
    anonymous_text = models.TextField(max_length=600, default="", db_default="", blank=True)
    anonymous_text_zh = models.TextField(max_length=600, default="", db_default="", blank=True)
    shown_text = models.TextField(max_length=1200, default="", db_default="", blank=True)
    shown_text_zh = models.TextField(max_length=1200, default="", db_default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(lead_weeks__gte=1, capacity__gte=0, committed__gte=0), name="profile_counts_from_nothing"
            )
        ]

    def __str__(self) -> str:
        return f"profile {self.pk}"

    def registered_on(self, day: date) -> str:
        """Return the category that holds on a day, ``none`` when it ran out."""
        ran_out = self.registration_expires_on is not None and self.registration_expires_on < day
        return Registration.NONE if ran_out else self.registration


class Conflict(Row):
    """A person, or everybody of a mail domain (``@example.com``), whom a house must not be introduced to."""

    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="conflicts")
    address = models.CharField(max_length=254)
    reason = models.CharField(max_length=200)
    noted_by_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["jeweler", "address"], name="conflict_once")
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk}"
