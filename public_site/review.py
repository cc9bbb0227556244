"""A brief read back to the person, in the words they chose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from public_site.days import day_words
from public_site.forms import BriefForm
from shared_apps.inquiries.bands import band_words
from shared_apps.inquiries.enums import ContactPreference, Currency, Material, Occasion, Piece, Style, Timing


@dataclass(frozen=True)
class Told:
    """One line: what it is, what was said, and which part of the form says it."""

    label: str
    words: str
    part: str


def review_of(form: BriefForm) -> list[Told]:
    """Return the lines of a valid form, in its order; what was left open says so."""
    told = form.cleaned_data
    lines = [
        (_("Piece"), Piece(told["piece"]).label, "piece"),
        (_("Occasion"), Occasion(told["occasion"]).label, "occasion"),
        (_("Budget"), _budget(told), "budget"),
        (_("Timing"), _timing(told), "timing"),
        (_("City and country"), told["location"], "place"),
        (_("Materials"), _list(Material(one).label for one in (*told["metals"], *told["stones"])), "wishes"),
        (_("Style"), _list(Style(one).label for one in told["styles"]), "wishes"),
        (_("In your own words"), told["preferences"], "wishes"),
        (_("Your name"), told["name"], "you"),
        (_("Your e-mail address"), told["email"], "you"),
        (_("Your phone number"), told["phone"], "you"),
        (_("How we reach you"), _way(told), "you"),
    ]
    return [Told(label, str(words), part) for label, words, part in lines]


def _budget(told: dict[str, Any]) -> str:
    ours, theirs = band_words(told["budget"]), band_words(told["budget"], told["budget_currency"])
    return ours if told["budget_currency"] == Currency.HKD or ours == theirs else f"{theirs} ({ours})"


def _timing(told: dict[str, Any]) -> str:
    if told["needed_on"] is None:
        return str(Timing(told["timing"]).label)
    return _("By %(day)s") % {"day": day_words(told["needed_on"])}


def _way(told: dict[str, Any]) -> str:
    prefix = "discreet_" if told["discreet"] else ""
    return str(ContactPreference(prefix + told["contact_preference"]).label)


def _list(labels: Any) -> str:
    return ("、" if get_language() == "zh-hant" else ", ").join(str(label) for label in labels)
