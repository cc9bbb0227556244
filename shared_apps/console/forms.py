from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms

from shared_apps.jewelers.queries import active_jewelers


class IntroductionForm(forms.Form):
    """Which jewelers receive a brief."""

    jewelers = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple, error_messages={"required": "Choose at least one jeweler."}
    )

    def __init__(self, *args: Any, already: set[UUID], **options: Any) -> None:
        super().__init__(*args, **options)
        candidates = [jeweler for jeweler in active_jewelers() if jeweler.pk not in already]
        self.fields["jewelers"].choices = [(str(jeweler.pk), jeweler.name) for jeweler in candidates]  # type: ignore[attr-defined]

    @property
    def has_candidates(self) -> bool:
        return bool(self.fields["jewelers"].choices)  # type: ignore[attr-defined]


class JewelerForm(forms.Form):
    """A jeweler to invite, and the owner who opens the workspace."""

    name = forms.CharField(label="Name of the house", max_length=120)
    slug = forms.CharField(
        label="Address",
        max_length=40,
        help_text="3 to 40 letters, digits and hyphens. It cannot be changed later.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    owner = forms.EmailField(label="E-mail address of the owner", help_text="They are invited by mail.")


class OwnerForm(forms.Form):
    """An owner to invite to a workspace."""

    email = forms.EmailField(label="E-mail address")


class LifeCycleForm(forms.Form):
    """A step of a jeweler's life and why."""

    act = forms.ChoiceField(choices=[(act, act) for act in ("suspend", "resume", "archive", "reopen")])
    reason = forms.CharField(label="Reason", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
