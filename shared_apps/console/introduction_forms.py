from __future__ import annotations

from typing import Any

from django import forms

from shared_apps.introductions.enums import IntroductionState, OutcomeReason

ENDS = (IntroductionState.CONTACTED, IntroductionState.WON, IntroductionState.LOST)


class OutcomeForm(forms.Form):
    """What staff learned of an introduction."""

    outcome = forms.ChoiceField(
        label="What happened", choices=[("", "Choose"), *((end.value, end.label) for end in ENDS)]
    )
    reason = forms.ChoiceField(label="Why", required=False, choices=[("", "Choose a reason"), *OutcomeReason.choices])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("outcome") not in {None, IntroductionState.CONTACTED} and not cleaned.get("reason"):
            self.add_error("reason", "Choose why it ended.")
        return cleaned
