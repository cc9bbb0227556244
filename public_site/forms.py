"""The two forms of the Site: exactly the fields the policy names, and two that are never kept."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from public_site.stamp import fresh_stamp, is_plausible
from shared_apps.inquiries.enums import Budget, ContactPreference, Occasion, Piece, Timing

CHOOSE = [("", "Please choose")]

# What is only there to tell people from machines.
NOT_KEPT = ("website", "stamp")


class StampedForm(forms.Form):
    """A form with a field people don't see and a signed time-stamp."""

    purpose: ClassVar[str]

    website = forms.CharField(
        required=False, label="Leave this empty", widget=forms.TextInput(attrs={"tabindex": "-1"})
    )
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, initial={"stamp": fresh_stamp(self.purpose)}, **options)
        self.fields["website"].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("website"):
            raise ValidationError("This could not be sent. Please write to us instead.", code="honeypot")
        if not is_plausible(told.get("stamp", ""), self.purpose):
            message = (
                "This page was open too long, or sent too fast. Everything you typed is still here: send it again."
            )
            raise ValidationError(message, code="stamp")
        return told

    def told(self) -> dict[str, str]:
        """Return what is kept."""
        return {name: value for name, value in self.cleaned_data.items() if name not in NOT_KEPT}

    def with_fresh_stamp(self) -> StampedForm:
        """Return the refused form with everything that was typed and a new stamp, ready to be sent again."""
        self.data = self.data.copy()
        self.data["stamp"] = fresh_stamp(self.purpose)
        return self


def text(label: str, *, length: int, required: bool = True, complete: str = "off", **options: Any) -> forms.CharField:
    widget = options.pop("widget", forms.TextInput)(attrs={"autocomplete": complete})
    return forms.CharField(label=label, max_length=length, required=required, widget=widget, **options)


class ContactForm(StampedForm):
    """“Get in touch” (P11)."""

    purpose = "contact"

    name = text("Your name", length=120, complete="name")
    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    company = text("Company", length=120, required=False, complete="organization")
    role = text("Role", length=120, required=False, complete="organization-title")
    message = text("Message", length=5000, required=False, widget=forms.Textarea)


class BriefForm(StampedForm):
    """“Find a jeweler” (P12)."""

    purpose = "brief"

    piece = forms.ChoiceField(label="The piece", choices=[*CHOOSE, *Piece.choices])
    occasion = forms.ChoiceField(label="The occasion", choices=[*CHOOSE, *Occasion.choices])
    budget = forms.ChoiceField(
        label="A range you have in mind",
        choices=[*CHOOSE, *Budget.choices],
        help_text="A range helps a designer; it binds nobody.",
    )
    timing = forms.ChoiceField(label="When", choices=[*CHOOSE, *Timing.choices])
    location = text("City and country", length=120, help_text="Where you would like to meet your jeweler.")
    preferences = text(
        "Materials and styles you like",
        length=3000,
        required=False,
        widget=forms.Textarea,
        help_text="Metals, stones, an era, a piece you have always remembered.",
    )
    name = text("Your name", length=120, complete="name")
    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = text("Phone", length=40, required=False, complete="tel")
    contact_preference = forms.ChoiceField(
        label="How may we reach you?",
        choices=ContactPreference.choices,
        initial=ContactPreference.EMAIL,
        widget=forms.RadioSelect,
        help_text="Choose a discreet way if this is a surprise: nothing will show on a shared screen.",
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        by_phone = {ContactPreference.PHONE, ContactPreference.MESSAGE, ContactPreference.DISCREET_PHONE}
        if told.get("contact_preference") in by_phone and not told.get("phone"):
            self.add_error("phone", "We need a number to reach you that way.")
        return told
