"""What staff enter about requests of persons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from shared_apps.jewelers.queries import active_jewelers
from shared_apps.rights.clocks import HONG_KONG, today
from shared_apps.rights.enums import HoldKind, Identity, Kind, Regime, Relation, Source, Statute
from shared_apps.rights.stops import STOPPABLE

INTAKE = [choice for choice in Source.choices if choice[0] in {Source.MAIL, Source.PHONE, Source.LETTER}]
LANGUAGES = [("en", "English"), ("zh-hant", "Traditional Chinese")]
FOREIGN = [choice for choice in Regime.choices if choice[0] != Regime.PDPO]
ROWS = {"rows": 3}


class LinesField(forms.CharField):
    """Several values, one a line."""

    widget = forms.Textarea

    def __init__(self, *, most: int = 10, **options: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2}), **options)
        self.most = most

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in str(super().clean(value)).replace(",", "\n").splitlines() if line.strip()]
        if len(lines) > self.most:
            raise ValidationError(f"At most {self.most} lines.")
        return lines


class AddressesField(LinesField):
    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value)
        for line in lines:
            validate_email(line)
        return lines


class PhonesField(LinesField):
    def clean(self, value: Any) -> list[str]:
        lines = super().clean(value)
        if any(len(line) > 40 or not any(character.isdigit() for character in line) for line in lines):
            raise ValidationError("A phone number has digits, and at most 40 characters.")
        return lines


class RequestForm(forms.Form):
    """A request as it reached us; only what is needed to find the data and to answer."""

    told = forms.CharField(
        label="What they wrote or said", max_length=20000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    kinds = forms.MultipleChoiceField(
        label="What they ask for", choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    source = forms.ChoiceField(label="How it reached us", choices=INTAKE)
    received_at = forms.DateTimeField(
        label="When it reached us",
        help_text="The clock starts here, not today.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    name = forms.CharField(label="Name of the person", max_length=120, required=False)
    emails = AddressesField(label="Their e-mail addresses", help_text="One a line.", required=False)
    phones = PhonesField(label="Their phone numbers", help_text="One a line.", required=False)
    regimes = forms.MultipleChoiceField(
        label="They live in",
        choices=FOREIGN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Hong Kong's law always holds; Europe's gives one month.",
    )
    language = forms.ChoiceField(label="Answer in", choices=LANGUAGES)
    relation = forms.ChoiceField(label="Who asks", choices=Relation.choices)
    requester_name = forms.CharField(label="Name of who asks, if somebody else", max_length=120, required=False)
    requester_email = forms.EmailField(label="E-mail address of who asks", max_length=254, required=False)
    relation_evidence = forms.CharField(label="How we know that they may", max_length=300, required=False)

    def clean_received_at(self) -> Any:
        """Read the time as Hong Kong's."""
        return self.cleaned_data["received_at"].replace(tzinfo=HONG_KONG)


class MinorForm(forms.Form):
    """Data of somebody under 16 that we found."""

    emails = AddressesField(label="E-mail address in the data", help_text="One a line.", required=False)
    phones = PhonesField(label="Phone number in the data", help_text="One a line.", required=False)
    guardian = forms.EmailField(label="E-mail address of the parent who wrote to us", max_length=254, required=False)
    how_known = forms.CharField(
        label="How we learned of it",
        max_length=500,
        widget=forms.Textarea(attrs=ROWS),
        help_text="Deleted with the rest.",
    )


class IdentityForm(forms.Form):
    """How we know who asks."""

    how = forms.ChoiceField(label="How we know", choices=Identity.choices)
    note = forms.CharField(label="Note", max_length=300, required=False, help_text="Never a document or its number.")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Why", max_length=500, widget=forms.Textarea(attrs=ROWS))


class PointerForm(forms.Form):
    """Whose client the person says they are; never looked up."""

    jeweler = forms.ChoiceField(label="Pass it on to", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(jeweler.pk), jeweler.name) for jeweler in active_jewelers()]
        self.fields["jeweler"].choices = [("", "Nobody: they named no jeweler"), *named]  # type: ignore[attr-defined]


class CopyForm(forms.Form):
    hidden = LinesField(
        label="Words to take out",
        required=False,
        most=30,
        help_text="Names of other people in what was written; one a line.",
    )


class CorrectionForm(forms.Form):
    """Which value, and what it should be."""

    what = forms.ChoiceField(label="What is wrong")
    value = forms.CharField(label="What is right", max_length=5000, required=False, widget=forms.Textarea(attrs=ROWS))

    def __init__(self, *args: Any, values: Sequence[tuple[str, str, str, str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        shown = [("|".join(key[:3]), f"{key[3]}: {key[4][:60] or 'empty'} ({key[0].split('.')[1]})") for key in values]
        self.fields["what"].choices = shown  # type: ignore[attr-defined]


class RestraintForm(forms.Form):
    """Which uses stop."""

    purposes = forms.MultipleChoiceField(
        label="Stop using their data to",
        choices=[(purpose.value, purpose.value.capitalize()) for purpose in STOPPABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(label="What they say", max_length=300, required=False)


class RefusalForm(forms.Form):
    """An entry of the log book; the reason is sent to the person."""

    kind = forms.ChoiceField(label="What we refuse")
    statute = forms.ChoiceField(label="On what ground", choices=Statute.choices)
    reason = forms.CharField(label="Why, as they will read it", max_length=2000, widget=forms.Textarea(attrs=ROWS))
    other_user = forms.CharField(
        label="Who decides about these data instead", max_length=300, required=False, help_text="Name and address."
    )
    note = forms.CharField(
        label="What they say about it", max_length=2000, required=False, widget=forms.Textarea(attrs=ROWS)
    )
    about = forms.ChoiceField(label="Attach it to", required=False)

    def __init__(self, *args: Any, kinds: Sequence[str], rows: Sequence[tuple[str, str]] = (), **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, Kind(kind).label) for kind in kinds]  # type: ignore[attr-defined]
        self.fields["about"].choices = [("", "Nothing"), *rows]  # type: ignore[attr-defined]


class HoldForm(forms.Form):
    """One row that must stay."""

    model = forms.CharField(label="Table", max_length=100, help_text="As the plan of a deletion names it.")
    row_key = forms.CharField(label="Row", max_length=40)
    kind = forms.ChoiceField(label="Kind", choices=[c for c in HoldKind.choices if c[0] != HoldKind.WISH])
    statute = forms.CharField(label="Law or claim", max_length=120)
    until = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="Note", max_length=300, required=False)


class RecordForm(forms.Form):
    """An invoice of ours to a jeweler."""

    number = forms.CharField(label="Number", max_length=40)
    dated = forms.DateField(label="Dated", widget=forms.DateInput(attrs={"type": "date"}))
    party_name = forms.CharField(label="Made out to", max_length=120)
    party_address = forms.CharField(label="Address", max_length=500, widget=forms.Textarea(attrs=ROWS))
    party_email = forms.EmailField(label="E-mail address", max_length=254, required=False)

    def clean_dated(self) -> Any:
        dated = self.cleaned_data["dated"]
        if dated > today():
            raise ValidationError("A record carries the day it was made.")
        return dated
