"""The two forms: exactly the data the policy names (P11, P12), and one instruction, *introduce me directly*."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from public_site.fields import Day, Line, Phone, Prose, email_field, name_field, one_of, some_of
from shared_apps.core.clock import now
from shared_apps.inquiries.bands import band_choices, band_words
from shared_apps.inquiries.enums import (
    METALS,
    RUSH,
    STONES,
    Budget,
    ContactPreference,
    Currency,
    Occasion,
    Piece,
    Style,
    Timing,
)

WAYS = (ContactPreference.EMAIL, ContactPreference.PHONE, ContactPreference.MESSAGE)
FARTHEST = timedelta(days=5 * 366)
LONGEST_WISH = 2000
# Which money a reader of a language is likely to think in, besides Hong Kong's.
NEARBY = {
    "en": (Currency.USD, Currency.EUR, Currency.GBP),
    "zh-hant": (Currency.CNY, Currency.TWD, Currency.USD),
}


def labelled(values: Any) -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in values]


def budget_choices() -> Iterator[tuple[str, Any]]:
    """Return the bands, each with what it is about in the money a reader of this language may think in."""
    nearby = NEARBY.get(get_language() or "en", NEARBY["en"])
    for value, label in band_choices():
        if value == Budget.GUIDE_ME:
            yield value, format_html("<span>{}</span><small>{}</small>", label, _("We say what is possible for what."))
        else:
            about = " · ".join(band_words(value, money) for money in nearby)
            yield value, format_html("<span>{}</span><small>{}</small>", label, about)


class ContactForm(forms.Form):
    """“Get in touch”."""

    name = name_field()
    email = email_field()
    company = Line(
        label=_("Company"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    role = Line(
        label=_("Your role"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    message = Prose(label=_("Message"), required=False, max_length=5000)

    @property
    def told(self) -> dict[str, Any]:
        return self.cleaned_data


class BriefForm(forms.Form):
    """“Find a jeweler”: some data take more than one field, as a range of budget has its currency."""

    piece = one_of(_("What would you like made?"), Piece.choices, _("Please choose what comes closest."))
    occasion = one_of(_("What is it for?"), Occasion.choices, _("Please choose an occasion, or none at all."))
    budget = one_of(_("What may it cost?"), budget_choices, _("Please choose a range, or let us guide you."))
    budget_currency = forms.ChoiceField(
        label=_("The currency you think in"),
        required=False,
        choices=Currency.choices,
        help_text=_("Other currencies are round figures near the range in Hong Kong dollars, never a rate."),
    )
    timing = one_of(_("When do you need it?"), labelled(Timing), _("Please choose what comes closest."))
    needed_on = Day(
        label=_("The date, if it is fixed"),
        required=False,
        help_text=_("A piece made to order takes six weeks or more; sooner is a rush, and not every house can."),
        error_messages={"invalid": _("Please give the date as day, month and year.")},
    )
    location = Line(
        label=_("City and country"),
        max_length=120,
        help_text=_("Where you would meet a jeweler."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Please name a city and a country.")},
    )
    metals = some_of(_("Metal"), labelled(METALS))
    stones = some_of(_("Stones"), labelled(STONES))
    styles = some_of(_("Style"), Style.choices)
    preferences = Prose(
        label=_("In your own words"),
        required=False,
        max_length=LONGEST_WISH,
        help_text=_("What it should be like, and what it should not. Please say nothing about anyone else."),
    )
    name = name_field()
    email = email_field()
    phone = Phone(
        label=_("Your phone number"),
        required=False,
        max_length=40,
        help_text=_("With the country code, if you would like to be called."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    contact_preference = one_of(_("How may we reach you?"), labelled(WAYS), _("Please choose how we may reach you."))
    discreet = forms.BooleanField(
        label=_("Discreetly"),
        required=False,
        help_text=_(
            "This way only, in neutral words, with nothing that can show on a screen you share. By phone, we write"
            " no mail at all."
        ),
    )
    wants_direct_introduction = forms.BooleanField(label=_("Introduce me directly"), required=False)

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "piece": ("piece",),
        "occasion": ("occasion",),
        "budget": ("budget", "budget_currency"),
        "timing": ("timing", "needed_on"),
        "place": ("location",),
        "wishes": ("metals", "stones", "styles", "preferences"),
        "you": ("name", "email", "phone", "contact_preference", "discreet", "wants_direct_introduction"),
    }

    def clean_needed_on(self) -> date | None:
        day: date | None = self.cleaned_data["needed_on"]
        if self.cleaned_data.get("timing") != Timing.FIXED_DATE:
            return None
        if day is None:
            raise forms.ValidationError(_("Please give the date, or choose how soon you need it."))
        today = localdate(now())
        if day < today:
            raise forms.ValidationError(_("This day has passed."))
        if day > today + FARTHEST:
            raise forms.ValidationError(_("This is more than five years away. Please choose “I have time”."))
        return day

    def clean_budget_currency(self) -> str:
        return self.cleaned_data["budget_currency"] or Currency.HKD.value

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        way = told.get("contact_preference")
        if way and ContactPreference(way).needs_phone and not told.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Please give the number we may call."))
        return told

    @property
    def told(self) -> dict[str, Any]:
        """The ten data and the instruction, as a brief keeps them."""
        told = dict(self.cleaned_data)
        told["materials"] = [*told.pop("metals"), *told.pop("stones")]
        if told.pop("discreet"):
            told["contact_preference"] = f"discreet_{told['contact_preference']}"
        return told

    @property
    def is_rush(self) -> bool:
        day: date | None = self.cleaned_data["needed_on"]
        if day is not None:
            return day - localdate(now()) < RUSH
        return Timing(self.cleaned_data["timing"]).is_rush
