from __future__ import annotations

from typing import Any, Self

from django import forms

from shared_apps.core.clock import now
from shared_apps.jewelers.enums import AnnouncementKind, DealerCategory
from shared_apps.jewelers.models import Application, Details
from shared_apps.jewelers.queries import active_jewelers
from shared_apps.support.areas import AREAS
from shared_apps.support.operations import GLASS_HOURS


class BusinessForm(forms.Form):
    """What a business is; the same for an application and a jeweler's details."""

    legal_name = forms.CharField(label="Legal name", max_length=200, required=False)
    registration = forms.CharField(label="Business registration", max_length=40, required=False)
    address = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    privacy_contact_email = forms.EmailField(label="Privacy contact", max_length=254, required=False)
    dealer_category = forms.ChoiceField(
        label="Dealer in precious metals and stones",
        choices=[("", "Not said"), *DealerCategory.choices],
        required=False,
    )
    dealer_number = forms.CharField(label="Registration number", max_length=40, required=False)
    dealer_expires_on = forms.DateField(
        label="Valid until", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    @classmethod
    def of(cls, row: Details | Application) -> Self:
        return cls(initial={name: getattr(row, name) for name in cls.base_fields})


class ApplicationForm(BusinessForm):
    """An application: the business, the address it would have, the first owner."""

    name = forms.CharField(label="Name of the house", max_length=120)
    slug = forms.CharField(
        label="Address",
        max_length=40,
        required=False,
        help_text="3 to 40 letters, digits and hyphens. It cannot be changed later.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )
    contact_name = forms.CharField(label="First owner", max_length=120, required=False)
    contact_email = forms.EmailField(label="E-mail address of the first owner", max_length=254)


class DecisionForm(forms.Form):
    """What becomes of an application and why."""

    act = forms.ChoiceField(choices=[("accept", "Accept"), ("decline", "Decline")])
    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class AnnouncementForm(forms.Form):
    """A word about the service."""

    kind = forms.ChoiceField(choices=AnnouncementKind.choices, widget=forms.RadioSelect)
    title = forms.CharField(max_length=120)
    text = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What pauses or changes, from when, and what to do. Nothing that sells.",
    )
    shown_until = forms.DateTimeField(
        label="Shown until",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
    )
    jewelers = forms.MultipleChoiceField(
        label="For these jewelers only",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Choose none, and it is for all.",
    )
    is_mailed = forms.BooleanField(
        label="Mail the owners too", required=False, help_text="The mail says that there is a note, not what it says."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(pk), name) for pk, name in active_jewelers().values_list("pk", "name")]
        self.fields["jewelers"].choices = choices  # type: ignore[attr-defined]

    def clean_shown_until(self) -> Any:
        until = self.cleaned_data["shown_until"]
        if until <= now():
            raise forms.ValidationError("Choose a time to come.")
        return until


class GlassForm(forms.Form):
    """Why a workspace must be entered without its owner's word."""

    areas = forms.MultipleChoiceField(
        label="What has to be seen",
        choices=[(area.key, area.label) for area in AREAS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    reason = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"rows": 3}), help_text="The owners read it at once."
    )
    hours = forms.IntegerField(label="For how many hours", min_value=1, max_value=GLASS_HOURS, initial=1)
