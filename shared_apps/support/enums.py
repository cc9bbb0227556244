from __future__ import annotations

from django.db.models import TextChoices


class Basis(TextChoices):
    """On whose word staff come in."""

    OWNER = "owner", "Granted by an owner"
    BREAK_GLASS = "break_glass", "Broken glass"
