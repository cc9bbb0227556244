"""What owners and managers fill in."""

from __future__ import annotations

from django import forms

from shared_apps.core.roles import Role
from shared_apps.jewelers.enums import DealerCategory
from shared_apps.support.areas import AREAS
from shared_apps.support.models import MOST_HOURS
from tenant_apps.team.enums import Hue
from tenant_apps.team.models import House

MEANINGS = {
    Role.OWNER: "everything, also people, data and the agreement",
    Role.MANAGER: "everything but people, data and the agreement",
    Role.SALES: "clients, designs and what clients see",
    Role.BENCH: "designs and the workshop",
    Role.VIEWER: "look, change nothing",
}


def role_field() -> forms.ChoiceField:
    choices = [(role.value, f"{role.label}: {MEANINGS[role]}") for role in Role]
    return forms.ChoiceField(choices=choices, initial=Role.SALES, widget=forms.RadioSelect)


class InvitationForm(forms.Form):
    """An address and what it may do here."""

    email = forms.EmailField(label="E-mail", max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = role_field()


class RoleForm(forms.Form):
    role = role_field()


class HouseForm(forms.Form):
    """The face the workspace shows its clients."""

    name = forms.CharField(max_length=120, help_text="As your clients know it.")
    hue = forms.ChoiceField(label="Color", choices=[("", "Emerald"), *Hue.choices], required=False)
    privacy_contact = forms.EmailField(
        label="Privacy contact", max_length=254, required=False, help_text="Where clients ask about their data."
    )
    privacy_notice = forms.CharField(
        label="Privacy notice",
        max_length=5000,
        required=False,
        widget=forms.Textarea,
        help_text="Shown to clients in their portal, beside ours.",
    )

    @classmethod
    def of(cls, house: House) -> HouseForm:
        return cls(initial={name: getattr(house, name) for name in cls.base_fields})


class SupportForm(forms.Form):
    """What support may see, why and for how long."""

    areas = forms.MultipleChoiceField(
        label="What they may see",
        choices=[(area.key, area.label) for area in AREAS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one."},
    )
    reason = forms.CharField(
        label="Why", max_length=500, help_text="Staff and your team read it.", widget=forms.Textarea(attrs={"rows": 2})
    )
    hours = forms.IntegerField(label="For how many hours", min_value=1, max_value=MOST_HOURS, initial=4)
    may_write = forms.BooleanField(
        label="They may also change things", required=False, help_text="Leave this open, and they can only look."
    )


class DetailsForm(forms.Form):
    """The jeweler as a business, as our agreement and the law need it."""

    legal_name = forms.CharField(label="Legal name", max_length=200, required=False)
    registration = forms.CharField(label="Business registration", max_length=40, required=False)
    address = forms.CharField(max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    privacy_contact_email = forms.EmailField(
        label="Privacy contact",
        max_length=254,
        required=False,
        help_text="Where we send notices about data. Without it, every owner gets them.",
    )
    dealer_category = forms.ChoiceField(
        label="Dealer in precious metals and stones",
        choices=[("", "Not said"), *DealerCategory.choices],
        required=False,
        help_text="As registered with Hong Kong Customs.",
    )
    dealer_number = forms.CharField(label="Registration number", max_length=40, required=False)
    dealer_expires_on = forms.DateField(
        label="Valid until", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
