"""What staff write into the registers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from shared_apps.console.register_words import field_choices
from shared_apps.jewelers.models import Jeweler
from shared_apps.notices.queries import HELD
from shared_apps.registers.enums import DataClass, ObjectKind

DAY = {"type": "date"}
MOMENT = {"type": "datetime-local"}
SHA256 = RegexValidator(r"\A[0-9a-f]{64}\Z", "A SHA-256 has 64 digits, 0 to 9 and a to f.")


class LinesField(forms.CharField):
    """One value a line; empty lines do not count."""

    widget = forms.Textarea(attrs={"rows": 3, "spellcheck": "false"})

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class DisclosureForm(forms.Form):
    """What somebody outside demands and what they would get."""

    requester = forms.CharField(label="Who demands it", max_length=200)
    legal_basis = forms.CharField(label="On what legal basis", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    document_sha256 = forms.CharField(
        label="Hash of their document",
        max_length=64,
        validators=[SHA256],
        help_text="SHA-256 of the paper as it arrived. The paper itself stays with counsel.",
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocomplete": "off"}),
    )
    data_class = forms.ChoiceField(label="Whose data", choices=DataClass, widget=forms.RadioSelect)
    jeweler = forms.ModelChoiceField(
        Jeweler.objects.none(), required=False, label="Which jeweler", help_text="Only for a jeweler's data."
    )
    subjects = LinesField(
        label="About whom",
        max_length=5100,
        help_text="One whole e-mail address a line, at most 20; for a jeweler's clients also a number such as C-12.",
    )
    fields_named = forms.MultipleChoiceField(
        label="Which fields", widget=forms.CheckboxSelectMultiple, help_text="As few as the demand names."
    )
    since = forms.DateField(label="From", widget=forms.DateInput(attrs=DAY))
    until = forms.DateField(label="To", widget=forms.DateInput(attrs=DAY))
    untold_because = forms.CharField(
        label="Why those concerned are not told",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave empty to tell them. Otherwise: what forbids it.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["jeweler"].queryset = Jeweler.objects.filter(state__in=HELD).order_by("name")  # type: ignore[attr-defined]
        self.fields["fields_named"].choices = field_choices()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        since, until = told.get("since"), told.get("until")
        if since and until and since > until:
            self.add_error("until", "The last day comes before the first.")
        return told


class DecisionForm(forms.Form):
    """Yes, or no and why."""

    act = forms.ChoiceField(choices=[("approve", "Approve"), ("refuse", "Refuse")])
    reason = forms.CharField(label="Reason", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("act") == "refuse" and not told.get("reason"):
            self.add_error("reason", "Say why it is refused.")
        return told


class BreachForm(forms.Form):
    """What went wrong, as far as it is known now."""

    title = forms.CharField(label="In a few words", max_length=120)
    noticed_at = forms.DateTimeField(
        label="Noticed at", widget=forms.DateTimeInput(attrs=MOMENT), help_text="The 72 hours run from here."
    )
    what_happened = forms.CharField(
        label="What happened",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Jewelers will read this. No names of clients.",
    )
    is_drill = forms.BooleanField(label="This is a rehearsal: nobody outside is written to", required=False)


class DescriptionForm(forms.Form):
    """What is known of a breach by now."""

    what_happened = forms.CharField(label="What happened", max_length=5000, widget=forms.Textarea(attrs={"rows": 4}))
    consequences = forms.CharField(
        label="What may follow", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    measures = forms.CharField(
        label="What we do about it", max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_high_risk = forms.BooleanField(label="The risk for people is high: they must be told too", required=False)


class ObjectForm(forms.Form):
    """One thing the breach touched."""

    kind = forms.ChoiceField(label="What it touched", choices=ObjectKind)
    name = forms.CharField(label="Which one", max_length=254, required=False, help_text="Empty for every workspace.")


class NoteForm(forms.Form):
    """A line of the timeline."""

    text = forms.CharField(label="Note", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class DraftForm(forms.Form):
    """The words one jeweler will read."""

    text = forms.CharField(label="What they are told", max_length=5000, widget=forms.Textarea(attrs={"rows": 10}))


class AuthorityForm(forms.Form):
    """When the authority was told, or why it need not be."""

    told_at = forms.DateTimeField(label="Told at", required=False, widget=forms.DateTimeInput(attrs=MOMENT))
    untold_because = forms.CharField(
        label="Or why it need not be told", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
