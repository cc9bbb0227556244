"""What people type about designs, and what a browser says of a file."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django import forms

from tenant_apps.clients.models import Client
from tenant_apps.library.enums import FileKind
from tenant_apps.library.models import Design, File


class DesignForm(forms.Form):
    title = forms.CharField(label="Title", max_length=120, help_text="As you would call the piece.")
    description = forms.CharField(
        label="Description", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, design: Design) -> DesignForm:
        return cls(initial={name: getattr(design, name) for name in cls.base_fields})


class ClientChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, client: Client) -> str:
        return f"{client.display_name} ({client.code})"


class NewDesignForm(forms.Form):
    client = ClientChoice(label="Client", queryset=Client.objects.none(), empty_label="Choose a client")
    title = forms.CharField(label="Title", max_length=120, help_text="As you would call the piece.")
    description = forms.CharField(
        label="Description", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 6})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["client"]
        assert isinstance(field, ClientChoice)  # noqa: S101 -- declared above
        field.queryset = Client.objects.filter(archived_at=None).order_by("display_name", "pk")


class VersionForm(forms.Form):
    title = forms.CharField(label="Title", max_length=120)
    notes = forms.CharField(
        label="Notes for the client", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    pictures = forms.TypedMultipleChoiceField(
        label="Pictures", coerce=UUID, error_messages={"required": "Choose at least one picture."}
    )

    def __init__(self, *args: Any, choices: list[File], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["pictures"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 -- declared above
        field.choices = [(str(picture.pk), picture.name) for picture in choices]


class UploadForm(forms.Form):
    """A file as the browser announces it, before it is sent."""

    name = forms.CharField(max_length=1000)
    size = forms.IntegerField()
    type = forms.CharField(max_length=100, required=False)
    kind = forms.ChoiceField(choices=FileKind.choices)

    @classmethod
    def of(cls, body: bytes, kind: str) -> UploadForm:
        try:
            said = json.loads(body)
        except ValueError:
            said = {}
        return cls((said if isinstance(said, dict) else {}) | {"kind": kind})
