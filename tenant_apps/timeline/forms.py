"""What people write on the timeline."""

from __future__ import annotations

from django import forms

from shared_apps.core.free_text import no_card_number
from shared_apps.ui.fields import short
from tenant_apps.team.models import Member
from tenant_apps.timeline.enums import ActivityKind


class ActivityForm(forms.Form):
    kind = forms.ChoiceField(label="What happened", choices=ActivityKind.choices)
    text = forms.CharField(
        label="In words",
        max_length=5000,
        validators=[no_card_number],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Name a colleague with @ and they find it on their first page.",
    )
    happened_at = forms.DateTimeField(
        label="When",
        required=False,
        help_text="Empty means now.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class TextForm(forms.Form):
    text = forms.CharField(
        label="In words", max_length=5000, validators=[no_card_number], widget=forms.Textarea(attrs={"rows": 6})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ColleagueField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """One of the team, by the name everybody knows; nobody means whoever comes to it."""

    def __init__(self) -> None:
        team = Member.objects.filter(is_active=True).order_by("name", "pk")
        super().__init__(team, label="By whom", required=False, empty_label="Whoever comes to it")

    def label_from_instance(self, obj: Member) -> str:
        return obj.display_name


class TaskForm(forms.Form):
    title = short("What is to be done", 200, required=True)
    due_on = forms.DateField(label="Until", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    assignee = ColleagueField()
