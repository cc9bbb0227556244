from __future__ import annotations

from typing import Any

from django import forms

from shared_apps.inquiries.enums import CloseReason
from shared_apps.jewelers.queries import active_jewelers


class CloseForm(forms.Form):
    reason = forms.ChoiceField(label="Why", choices=CloseReason.choices)


class IntroductionForm(forms.Form):
    """Whom a brief is introduced to: active jewelers who do not have it yet."""

    jewelers = forms.MultipleChoiceField(
        label="Introduce to",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one jeweler."},
    )

    def __init__(self, data: Any = None, *, already: set[str], **options: Any) -> None:
        super().__init__(data, **options)
        rows = active_jewelers().values_list("pk", "name")
        self.fields["jewelers"].choices = [  # type: ignore[attr-defined]
            (str(pk), name) for pk, name in rows if str(pk) not in already
        ]


class JewelerForm(forms.Form):
    name = forms.CharField(label="Name of the house", max_length=120)
    slug = forms.CharField(
        label="Address", max_length=40, help_text="Small letters, digits and hyphens: their workspace's address."
    )
    owner_email = forms.EmailField(label="Owner's e-mail", max_length=254)


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=500)
