from __future__ import annotations

from django import forms


class DeletionForm(forms.Form):
    """The instruction to delete everything: the address typed out, and words where a fresh copy is declined."""

    slug = forms.CharField(label="Address of this workspace", max_length=40, help_text="Type it as it stands above.")
    declined = forms.CharField(label="In words", max_length=60, required=False)
