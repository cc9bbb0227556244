"""What staff write and choose on a thread's page."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from shared_apps.core.clock import now
from shared_apps.core.free_text import no_card_number
from shared_apps.inquiries.enums import CloseReason, Language
from shared_apps.inquiries.words import LONGEST

BY_HAND = [(reason.value, reason.label) for reason in CloseReason if reason is not CloseReason.MERGED]


class Line(forms.CharField):
    """Words on one line; line breaks become spaces, control characters are refused."""

    def to_python(self, value: Any) -> str:
        words = " ".join((super().to_python(value) or "").split())
        if any(unicodedata.category(letter) == "Cc" for letter in words):
            raise ValidationError("This holds a character that cannot be read.")
        return words


class Words(forms.CharField):
    """Words on as many lines as it takes; a line end counts once, as it does in the browser."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class WordsForm(forms.Form):
    """Something to say or note; what may stand in it is the operation's to decide."""

    words = Words(
        label="Words",
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Please write something first."},
    )


class ReplyForm(WordsForm):
    template = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["words"].widget.attrs |= {"rows": 10, "data-key": "r"}


class AnswerForm(WordsForm):
    """What the person wrote back, pasted from the mailbox."""

    arrived_at = forms.DateTimeField(
        label="When it arrived, Hong Kong time",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def clean_arrived_at(self) -> Any:
        arrived = self.cleaned_data["arrived_at"]
        if arrived > now():
            raise ValidationError("This lies in the future.")
        return arrived


class LoggedForm(forms.Form):
    """An inquiry that did not come by the Site."""

    name = Line(max_length=120)
    email = forms.EmailField(label="E-mail address", max_length=254)
    company = Line(required=False, max_length=120)
    role = Line(required=False, max_length=120)
    message = Words(
        required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 8}), validators=[no_card_number]
    )
    language = forms.ChoiceField(label="Answer in", choices=Language.choices, initial=Language.ENGLISH)
    arrived_at = AnswerForm.base_fields["arrived_at"]
    clean_arrived_at = AnswerForm.clean_arrived_at


class ClosureForm(forms.Form):
    """Why a thread is closed."""

    reason = forms.ChoiceField(choices=[("", "Choose a reason"), *BY_HAND])


class AssignmentForm(forms.Form):
    """In whose hands a thread is."""

    account = forms.TypedChoiceField(label="In the hands of")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["account"].choices = people  # type: ignore[attr-defined]
