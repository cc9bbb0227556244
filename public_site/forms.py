"""The two forms: exactly the fields the policy names (P11, P12)."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from public_site.wishes import WishesField
from shared_apps.core.free_text import no_card_number
from shared_apps.inquiries.enums import Budget, ContactPreference, Occasion, Piece, Timing

PHONE_NEEDED = {ContactPreference.PHONE, ContactPreference.MESSAGE, ContactPreference.DISCREET_PHONE}


class Line(forms.CharField):
    """Words on one line; line breaks become spaces, invisible control characters are refused."""

    def to_python(self, value: Any) -> str:
        words = " ".join((super().to_python(value) or "").split())
        if any(unicodedata.category(letter) == "Cc" for letter in words):
            raise ValidationError("This holds a character that cannot be read.")
        return words


class Phone(Line):
    """A telephone number as people write it."""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and sum(letter.isdigit() for letter in value) < 6:
            raise ValidationError("Please give the whole number, with the country code.")


class Prose(forms.CharField):
    """Words on as many lines as it takes."""

    widget = forms.Textarea
    default_validators = [no_card_number]

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


def name_field() -> Line:
    return Line(
        label="Your name",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Please tell us your name."},
    )


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Please tell us where to write to.",
            "invalid": "This does not look like an e-mail address.",
        },
    )


class ContactForm(forms.Form):
    """“Get in touch”."""

    name = name_field()
    email = email_field()
    company = Line(required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "organization"}))
    role = Line(
        label="Your role",
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    message = Prose(required=False, max_length=5000)


def one_of(label: str, choices: Any, missing: str, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
        **options,
    )


class BriefForm(forms.Form):
    """“Find a jeweler”."""

    piece = one_of("What would you like made?", Piece.choices, "Please choose what comes closest.")
    occasion = one_of("What is it for?", Occasion.choices, "Please choose an occasion, or none at all.")
    budget = one_of("What may it cost?", Budget.choices, "Please choose a range, or let us guide you.")
    timing = one_of("When do you need it?", Timing.choices, "Please choose what comes closest.")
    location = Line(
        label="City and country",
        max_length=120,
        help_text="Where you would meet a jeweler.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": "Please name a city and a country."},
    )
    preferences = WishesField(label="Materials and style", required=False)
    name = name_field()
    email = email_field()
    phone = Phone(
        label="Your phone number",
        required=False,
        max_length=40,
        help_text="With the country code, if you would like to be called.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    contact_preference = one_of(
        "How may we reach you?",
        ContactPreference.choices,
        "Please choose how we may reach you.",
        help_text="Discreetly means that nothing can show on a screen you share.",
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("contact_preference") in PHONE_NEEDED and not told.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "Please give the number we may call.")
        return told
