"""What staff enter about providers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import TextChoices

from shared_apps.providers.enums import (
    DATA_LABELS,
    ProviderCategory,
    ProviderPurpose,
    ProviderState,
    TransferMechanism,
)
from shared_apps.providers.facts import FACTS, facts_of
from shared_apps.providers.models import Provider

TRAINS = {"": None, "no": False, "yes": True}
PLAIN = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}


class ItemsField(forms.CharField):
    """Several short words, separated by commas, blanks or lines."""

    def __init__(self, *, upper: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.upper = upper

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        text = str(super().to_python(value))
        return [item for item in re.split(r"[\s,;]+", text.upper() if self.upper else text.lower()) if item]


def date_field(label: str, help_text: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, help_text=help_text, widget=widget)


def choices_of(words: type[TextChoices]) -> list[tuple[str, str]]:
    return [(value, str(label)[:1].upper() + str(label)[1:]) for value, label in words.choices]


class ProviderForm(forms.Form):
    """Everything the register holds of an outside provider."""

    name = forms.CharField(label="Name", max_length=120)
    legal_entity = forms.CharField(label="Legal entity", max_length=160, required=False)
    category = forms.ChoiceField(label="Category", choices=[("", "Choose one"), *ProviderCategory.choices])
    purposes = forms.MultipleChoiceField(
        label="Used to", choices=choices_of(ProviderPurpose), widget=forms.CheckboxSelectMultiple, required=False
    )
    data_categories = forms.MultipleChoiceField(
        label="Data", choices=list(DATA_LABELS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    locations = ItemsField(
        label="Countries", help_text="Codes of two letters: HK, US, DE.", upper=True, max_length=200, required=False
    )
    transfer_mechanism = forms.ChoiceField(label="Transfer", choices=TransferMechanism.choices, required=False)
    contract_on = date_field("Contract signed on")
    contract_sha256 = forms.CharField(
        label="Hash of the contract",
        help_text="SHA-256 of the signed document.",
        max_length=64,
        required=False,
        widget=forms.TextInput(attrs=PLAIN),
    )
    terms_url = forms.URLField(label="Address of the terms", max_length=300, required=False, assume_scheme="https")
    terms_version = forms.CharField(label="Version of the terms", max_length=60, required=False)
    terms_on = date_field("Date of the terms")
    trains_on_data = forms.TypedChoiceField(
        label="Trains models on our data",
        choices=[("", "Not looked up"), ("no", "No"), ("yes", "Yes")],
        coerce=TRAINS.__getitem__,
        empty_value=None,
        required=False,
    )
    data_retention = forms.CharField(label="How long it keeps data", max_length=160, required=False)
    evidence_on = date_field("Evidence of security dated", "Certificate or report we hold.")
    review_on = date_field("Next review", "After this day nothing new is given to it.")
    hosts = ItemsField(
        label="Hosts", help_text="Where we may reach it: api.example.com.", max_length=1000, required=False
    )
    regions = ItemsField(label="Regions", help_text="As set up with it: ap-east-1.", max_length=400, required=False)

    @classmethod
    def of(cls, provider: Provider) -> ProviderForm:
        """Return the form filled with how a provider stands."""
        words = {value: word for word, value in TRAINS.items()}
        return cls(initial=facts_of(provider) | {"trains_on_data": words[provider.trains_on_data]})

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name in FACTS}


class NewProviderForm(ProviderForm):
    """A provider to enter; of the one it replaces jewelers are told too."""

    key = forms.CharField(
        label="Key",
        help_text="How our settings name it. It cannot be changed later.",
        max_length=30,
        widget=forms.TextInput(attrs=PLAIN),
    )
    replaces = forms.ModelChoiceField(
        label="In place of", queryset=Provider.objects.none(), required=False, empty_label="Nobody"
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        active = Provider.objects.filter(state=ProviderState.ACTIVE, is_in_house=False).order_by("name")
        self.fields["replaces"].queryset = active  # type: ignore[attr-defined]


class ChangeStateForm(forms.Form):
    """A step of a change."""

    act = forms.ChoiceField(choices=[(act, act) for act in ("notice", "activate", "withdraw", "ask", "confirm")])
    reason = forms.CharField(
        label="Why it cannot wait", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    policy_checked = forms.BooleanField(label="The policy was checked for these countries", required=False)


class AsOfForm(forms.Form):
    """A day of the list."""

    on = date_field("As of")


class ListRequestForm(forms.Form):
    """Somebody who asked for the list by mail."""

    email = forms.EmailField(label="Who asked", max_length=254)
    asked_on = forms.DateField(label="Asked on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    as_of = forms.DateField(label="List as of", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
