"""Fields as people fill them in: words on one line, words on many, a telephone, a choice with what it means."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shared_apps.core.free_text import has_card_number

type Choices = Iterable[tuple[Any, Any]] | Callable[[], Iterable[tuple[Any, Any]]]

# Characters that turn the reading direction of what follows, also of what is not theirs.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNREADABLE = _("This holds a character that cannot be read.")
CARD = _("This looks like a payment card number. Please leave it out; we never need it.")


def readable(words: str, *, besides: str = "") -> None:
    """Refuse control characters, halves of characters and turned directions; raises ValidationError."""
    for letter in words:
        if letter not in besides and (unicodedata.category(letter) in {"Cc", "Cs"} or letter in TURNING):
            raise ValidationError(UNREADABLE)


def no_card(words: str) -> None:
    """Refuse what would be a payment card number; raises ValidationError."""
    if has_card_number(words):
        raise ValidationError(CARD)


class Line(forms.CharField):
    """Words on one line; line breaks become spaces, invisible control characters are refused."""

    default_validators = [no_card]

    def to_python(self, value: Any) -> str:
        words = " ".join((super().to_python(value) or "").split())
        readable(words)
        return words


class Phone(Line):
    """A telephone number as people write it."""

    default_validators = []

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and sum(letter.isdigit() for letter in value) < 6:
            raise ValidationError(_("Please give the whole number, with the country code."))


class Prose(forms.CharField):
    """Words on as many lines as it takes."""

    widget = forms.Textarea
    default_validators = [no_card]

    def to_python(self, value: Any) -> str:
        words = (super().to_python(value) or "").replace("\r\n", "\n")
        readable(words, besides="\n\t\r")
        return words


class Day(forms.DateField):
    """A day, chosen from the browser's own calendar or typed."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **options)


def one_of(label: Any, choices: Choices, missing: Any, **options: Any) -> forms.ChoiceField:
    """Return a field of which exactly one is chosen, all of them in sight."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing, "invalid_choice": missing},
        **options,
    )


def some_of(label: Any, choices: Choices) -> forms.MultipleChoiceField:
    """Return a field of which any number is ticked."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Please choose from the list.")},
    )


def name_field() -> Line:
    return Line(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Please tell us your name.")},
    )


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": _("Please tell us where to write to."),
            "invalid": _("This does not look like an e-mail address."),
        },
    )
