"""Materials and styles as one datum: words to choose from, and words of one's own."""

from __future__ import annotations

from typing import Any

from django import forms

from shared_apps.core.free_text import no_card_number

METALS = ("Yellow gold", "White gold", "Rose gold", "Platinum", "Silver", "Mixed metals")
STONES = (
    "Natural diamond",
    "Laboratory-grown diamond",
    "Sapphire",
    "Ruby",
    "Emerald",
    "Spinel",
    "Jade",
    "Pearl",
    "No stones",
)
STYLES = (
    "Classic",
    "Minimal",
    "Vintage",
    "Art Deco",
    "Nature and flowers",
    "Sculptural",
    "Bold",
    "East Asian",
    "Heirloom",
)
GROUPS = (("Metal", METALS), ("Stones", STONES), ("Style", STYLES))
LONGEST = 2000


class WishesWidget(forms.MultiWidget):
    """Three groups of words to tick and a place for one's own."""

    template_name = "public_site/wishes.html"
    use_fieldset = True

    def __init__(self) -> None:
        ticks = [forms.CheckboxSelectMultiple(choices=[(word, word) for word in words]) for _name, words in GROUPS]
        own = forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST})
        super().__init__([*ticks, own])

    def decompress(self, value: Any) -> list[Any]:
        return [[], [], [], value or ""]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        *groups, context["own"] = context["widget"]["subwidgets"]
        context["groups"] = [(title, widget) for (title, _words), widget in zip(GROUPS, groups, strict=True)]
        return context


class WishesField(forms.MultiValueField):
    """Cleans to one text: a line for each group that was ticked, then the person's own words."""

    def __init__(self, **options: Any) -> None:
        ticks = [
            forms.MultipleChoiceField(required=False, choices=[(word, word) for word in words])
            for _name, words in GROUPS
        ]
        own = forms.CharField(required=False, max_length=LONGEST, validators=[no_card_number])
        super().__init__(fields=[*ticks, own], require_all_fields=False, widget=WishesWidget(), **options)

    def compress(self, data_list: list[Any]) -> str:
        if not data_list:
            return ""
        *ticked, own = data_list
        lines = [f"{name}: {', '.join(words)}" for (name, _all), words in zip(GROUPS, ticked, strict=True) if words]
        return "\n".join([*lines, own.replace("\r\n", "\n")] if own else lines)
