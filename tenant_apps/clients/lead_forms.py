"""What is said about an introduction."""

from __future__ import annotations

from django import forms

from shared_apps.introductions.enums import DeclineReason, OutcomeReason
from tenant_apps.clients.enums import Outcome


class DeclineForm(forms.Form):
    reason = forms.ChoiceField(label="Decline, because", choices=[("", "Choose a reason"), *DeclineReason.choices])


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label="How did it end?", choices=[("", "Choose"), *Outcome.choices])
    reason = forms.ChoiceField(label="Why?", choices=[("", "Choose a reason"), *OutcomeReason.choices])
