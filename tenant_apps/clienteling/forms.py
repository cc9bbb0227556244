"""What people type about sizes, days and tastes."""

from __future__ import annotations

from calendar import month_name
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from shared_apps.core.clock import today
from shared_apps.core.errors import DomainError
from shared_apps.core.ring_sizes import System, circumference_of
from shared_apps.ui.fields import short
from tenant_apps.clienteling.enums import DateKind, Finger, Fit, Hand, HowMeasured, Matter, Part, Stance
from tenant_apps.clienteling.models import ImportantDate
from tenant_apps.clienteling.queries import own_gauge

MONTHS = [(number, month_name[number]) for number in range(1, 13)]


def measured_on() -> forms.DateField:
    return forms.DateField(label="Measured on", initial=today, widget=forms.DateInput(attrs={"type": "date"}))


class RingSizeForm(forms.Form):
    system = forms.ChoiceField(label="System", choices=System.choices, initial=System.HK_A)
    label = short("Size as it was said", 20, required=True, help_text="For example 13, 6½, N, or millimetres.")
    hand = forms.ChoiceField(label="Hand", choices=Hand.choices, initial=Hand.LEFT)
    finger = forms.ChoiceField(label="Finger", choices=Finger.choices, initial=Finger.RING)
    how = forms.ChoiceField(label="How it was measured", choices=HowMeasured.choices)
    fit = forms.ChoiceField(label="Inside", choices=Fit.choices)
    band_width = forms.DecimalField(
        label="Width of the band (mm)",
        min_value=Decimal(1),
        max_value=Decimal(30),
        decimal_places=1,
        required=False,
        help_text="A band of 6 mm and more sits a quarter to half a size tighter.",
    )
    measured_on = measured_on()
    note = short("Note", 200)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "system" in cleaned and "label" in cleaned:
            try:
                circumference_of(System(cleaned["system"]), cleaned["label"], own=own_gauge())
            except DomainError as error:
                self.add_error("label", error.message)
        return cleaned


class MeasurementForm(forms.Form):
    part = forms.ChoiceField(label="What", choices=Part.choices)
    millimetres = forms.DecimalField(
        label="Length (mm)", min_value=Decimal(1), max_value=Decimal(1500), max_digits=6, decimal_places=1
    )
    measured_on = measured_on()
    note = short("Note", 200)


class DateForm(forms.Form):
    kind = forms.ChoiceField(label="Occasion", choices=DateKind.choices)
    whose = short("Whose", 60, help_text="If it is not the client's own: the husband's, the daughter's.")
    day = forms.IntegerField(label="Day", min_value=1, max_value=31)
    month = forms.TypedChoiceField(label="Month", choices=MONTHS, coerce=int)
    year = forms.IntegerField(
        label="Year", required=False, min_value=1900, max_value=9999, help_text="Only if you need it."
    )
    lead_days = forms.IntegerField(label="Remind us so many days before", min_value=0, max_value=120, initial=21)

    @classmethod
    def of(cls, kept: ImportantDate) -> DateForm:
        return cls(initial={name: getattr(kept, name) for name in cls.base_fields})


class GreetingsForm(forms.Form):
    how = short("How the client said so", 200, required=True, help_text="For example: ticked on the visit card, 3 May.")


class TasteForm(forms.Form):
    stance = forms.ChoiceField(label="The client", choices=Stance.choices)
    matter = forms.ChoiceField(label="Kind", choices=Matter.choices)
    what = short("What", 60, required=True, help_text="For example: nickel, old mine cut, yellow gold.")


class WishForm(forms.Form):
    what = short("Wish", 300, required=True)


class GaugeForm(forms.Form):
    marks = forms.CharField(
        label="Sizes",
        required=False,
        max_length=4000,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="One size a line: what is stamped on it, then its inner circumference in mm. Empty removes it.",
    )

    def clean_marks(self) -> dict[str, Decimal]:
        marks: dict[str, Decimal] = {}
        for number, line in enumerate(self.cleaned_data["marks"].splitlines(), start=1):
            if not line.strip():
                continue
            label, _, size = line.strip().rpartition(" ")
            try:
                circumference = Decimal(size.replace(",", "."))
            except InvalidOperation:
                raise forms.ValidationError(f"Line {number} does not end with a number of millimetres.") from None
            if not label.strip() or len(label.strip()) > 20 or label.strip() in marks:
                raise forms.ValidationError(f"Line {number} needs a name of its own, of at most 20 characters.")
            marks[label.strip().upper()] = circumference
        return marks
