"""Form fields every app uses."""

from __future__ import annotations

from typing import Any

from django import forms

from shared_apps.core.free_text import no_card_number


def short(label: str, length: int, *, required: bool = False, **options: Any) -> forms.CharField:
    """Return a line of text that may hold no card number."""
    return forms.CharField(label=label, max_length=length, required=required, validators=[no_card_number], **options)
