"""What staff and the house itself type about a house."""

from __future__ import annotations

from typing import Any

from django import forms

from shared_apps.core.errors import DomainError
from shared_apps.inquiries.enums import Piece, Style
from shared_apps.introductions.enums import BANDS, Registration, Specialism, Spoken
from shared_apps.introductions.models import Profile
from shared_apps.introductions.operations import NamesTheHouse, RegistrationIncomplete


def some_of(label: str, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple)


def words(label: str, length: int, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=length, required=False, help_text=hint, widget=forms.Textarea(attrs={"rows": 3})
    )


class ProfileForm(forms.Form):
    is_open = forms.BooleanField(label="Open to introductions", required=False)
    anonymous_text = words(
        "Shown before somebody chooses",
        600,
        "Say what makes the house, and not who it is: no name, address, link or number.",
    )
    anonymous_text_zh = words("The same in Traditional Chinese", 600)
    shown_text = words("Shown with the name, once somebody chose", 1200)
    shown_text_zh = words("The same in Traditional Chinese", 1200)
    pieces = some_of("Makes", [choice for choice in Piece.choices if choice[0] != Piece.UNSURE])
    specialisms = some_of("Specialisms", Specialism.choices)
    budgets = some_of("Works in these budgets", [(band.value, band.label) for band in BANDS])
    styles = some_of("Styles", Style.choices)
    languages = some_of("Speaks", Spoken.choices)
    city = forms.CharField(label="City", max_length=80, required=False)
    works_remotely = forms.BooleanField(label="Works at a distance as well", required=False)
    lead_weeks = forms.IntegerField(label="Weeks a piece takes", min_value=1, max_value=104)
    capacity = forms.IntegerField(label="New commissions a month, at the most", min_value=0, max_value=999)
    committed = forms.IntegerField(
        label="Of these, taken this month by others than DIA'LOG",
        min_value=0,
        max_value=999,
        help_text="Counts until the month ends.",
    )
    registration = forms.ChoiceField(label="Dealer registration (Cap. 615)", choices=Registration.choices)
    registration_number = forms.CharField(label="Number", max_length=40, required=False)
    registration_expires_on = forms.DateField(
        label="Runs until", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    @classmethod
    def of(cls, profile: Profile | None, month: Any) -> ProfileForm:
        """Return the form filled in; what was committed in another month no longer counts."""
        shown = profile or Profile()
        initial = {name: getattr(shown, name) for name in cls.base_fields}
        return cls(initial=initial | ({} if shown.committed_month == month else {"committed": 0}))

    def refuse(self, error: DomainError) -> None:
        """Put a refusal where the person looks for it."""
        fields = {NamesTheHouse: "anonymous_text", RegistrationIncomplete: "registration_number"}
        self.add_error(fields.get(type(error)), error.message)


class ConflictForm(forms.Form):
    address = forms.CharField(label="E-mail address, or @domain", max_length=254)
    reason = forms.CharField(label="Why", max_length=200)
