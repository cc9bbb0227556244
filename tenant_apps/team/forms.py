"""What owners and managers fill in."""

from __future__ import annotations

from django import forms

from shared_apps.core.roles import Role
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
