"""What people fill in about themselves."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.core.internal.cryptokit import compare_user_code
from django import forms

from shared_apps.accounts import operations
from shared_apps.accounts.models import Account


class RequestCodeForm(RequestLoginCodeForm):  # type: ignore[misc]  # allauth is untyped
    """Ask for a sign-in code; an address that holds an open invitation gets its account on the way."""

    email = forms.EmailField(
        label="E-mail",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "autocapitalize": "none"}),
    )

    def clean_email(self) -> str:
        email: str = super().clean_email().lower()
        known: Account | None = self._user
        self._user: Account | None = known or operations.account_for_invited(email)
        return email


class ProfileForm(forms.Form):
    """A person's name and phone."""

    name = forms.CharField(
        label="Your name", max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = forms.CharField(
        label="Phone",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )


class CodeForm(forms.Form):
    """A code that was mailed."""

    code = forms.CharField(
        label="Code",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "characters"}),
    )

    def __init__(self, *args: Any, expected: str = "", **kwargs: Any) -> None:
        self.expected = expected
        super().__init__(*args, **kwargs)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError("This code is not right.", code="incorrect_code")
        return code
