"""Days as the languages of the Site write them."""

from __future__ import annotations

from datetime import date

from django.utils.dateformat import format as formatted
from django.utils.translation import get_language

FORMS = {"zh-hant": "Y年n月j日"}


def day_words(day: date) -> str:
    """Return 9 June 2026, or 2026年6月9日."""
    return formatted(day, FORMS.get(get_language() or "", "j F Y"))
