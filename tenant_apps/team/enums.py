"""The colors a house can wear: names of stones, each known to be legible in light and dark (``ui/css/tokens.css``)."""

from __future__ import annotations

from django.db.models import TextChoices


class Hue(TextChoices):
    SAPPHIRE = "sapphire", "Sapphire"
    AQUAMARINE = "aquamarine", "Aquamarine"
    AMETHYST = "amethyst", "Amethyst"
    GARNET = "garnet", "Garnet"
    CITRINE = "citrine", "Citrine"
    ONYX = "onyx", "Onyx"
