from __future__ import annotations

from django.db.models import TextChoices


class ActivityKind(TextChoices):
    NOTE = "note", "Note"
    CALL = "call", "Call"
    VISIT = "visit", "Visit"
    MESSAGE = "message", "Message"
