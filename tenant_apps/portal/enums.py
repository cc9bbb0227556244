from __future__ import annotations

from django.db.models import TextChoices


class Purpose(TextChoices):
    """What a link may be used for; a link of one purpose is unknown to every other."""

    SIGN_IN = "sign_in", "Sign in"


class Wish(TextChoices):
    SEE = "see", "See the data you hold about me"
    CORRECT = "correct", "Correct something"
    DELETE = "delete", "Delete my data"
    OTHER = "other", "Something else"


class Hearer(TextChoices):
    """Who is told that the other side said something."""

    CLIENT = "client", "The client"
    TEAM = "team", "The team"
