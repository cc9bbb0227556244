"""The colors a house can wear: names of stones, each known to be legible in light and dark (``ui/css/tokens.css``)."""

from __future__ import annotations

from django.db.models import TextChoices


class Standing(TextChoices):
    """How a house stands to the agreement in force: DUE stops what holds clients' data."""

    ACCEPTED = "accepted", "Accepted"
    ASKED = "asked", "An earlier version goes on"
    DUE = "due", "To be accepted first"


class Hue(TextChoices):
    SAPPHIRE = "sapphire", "Sapphire"
    AQUAMARINE = "aquamarine", "Aquamarine"
    AMETHYST = "amethyst", "Amethyst"
    GARNET = "garnet", "Garnet"
    CITRINE = "citrine", "Citrine"
    ONYX = "onyx", "Onyx"
