"""What people type about clients."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from shared_apps.ui.fields import short
from tenant_apps.clients.enums import Channel, Kind, Language
from tenant_apps.clients.models import Address, Client, Contact


class ClientForm(forms.Form):
    display_name = short("Name", 120, required=True, help_text="As you call them: it stands on lists and pages.")
    given_name = short("Given name", 80)
    family_name = short("Family name", 80)
    kind = forms.ChoiceField(label="Person or household", choices=Kind.choices, initial=Kind.PERSON)
    language = forms.ChoiceField(label="Language", choices=Language.choices, initial=Language.ENGLISH)
    notes = short("Notes", 2000, widget=forms.Textarea(attrs={"rows": 4}))
    is_discreet = forms.BooleanField(
        label="Discreet",
        required=False,
        help_text="Mails to this client name neither the piece nor the occasion.",
    )
    is_minor = forms.BooleanField(
        label="Under 16",
        required=False,
        help_text="No portal for this person, and no more data than is needed.",
    )

    @classmethod
    def of(cls, client: Client) -> ClientForm:
        return cls(initial={name: getattr(client, name) for name in ClientForm.base_fields})


class NewClientForm(ClientForm):
    email = forms.EmailField(label="E-mail", max_length=254, required=False)
    phone = short("Phone", 40)
    field_order = ["display_name", "given_name", "family_name", "email", "phone"]


class ContactForm(forms.Form):
    channel = forms.ChoiceField(label="Channel", choices=Channel.choices)
    value = short("Address or number", 254, required=True)
    label = short("Label", 40, help_text="For example: work, assistant.")
    is_preferred = forms.BooleanField(label="Preferred way to reach them", required=False)

    @classmethod
    def of(cls, contact: Contact) -> ContactForm:
        return cls(initial={name: getattr(contact, name) for name in cls.base_fields})

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("channel") == Channel.EMAIL and cleaned.get("value"):
            try:
                validate_email(cleaned["value"])
            except ValidationError as error:
                self.add_error("value", error)
        return cleaned


class AddressForm(forms.Form):
    label = short("Label", 40, help_text="For example: home, billing.")
    line_1 = short("Street and number", 120, required=True)
    line_2 = short("Flat, floor, building", 120)
    city = short("City or district", 80)
    region = short("Region", 80)
    postcode = short("Postcode", 20)
    country = short("Country", 60)

    @classmethod
    def of(cls, address: Address) -> AddressForm:
        return cls(initial={name: getattr(address, name) for name in cls.base_fields})
