"""What clients type in the portal, and what members type about it."""

from __future__ import annotations

from django import forms

from shared_apps.core.free_text import no_card_number
from tenant_apps.portal.enums import Wish


class AskForm(forms.Form):
    email = forms.EmailField(
        label="Your e-mail address",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none"}),
    )


class CodeForm(forms.Form):
    code = forms.RegexField(
        label="Six-digit code",
        regex=r"^\d{6}$",
        error_messages={"invalid": "The code has six digits."},
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 7, "class": "input code"}
        ),
        help_text="It is shown in the window where you asked for the link.",
    )

    def __init__(self, data: dict[str, str] | None = None) -> None:
        tidy = {"code": "".join(data["code"].split())} if data else None
        super().__init__(tidy)


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Your comment",
        max_length=2000,
        validators=[no_card_number],
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DataRequestForm(forms.Form):
    wish = forms.ChoiceField(label="What would you like?", choices=Wish.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Anything we should know",
        max_length=2000,
        required=False,
        validators=[no_card_number],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class InviteForm(forms.Form):
    email = forms.EmailField(label="The client’s e-mail address", max_length=254)
