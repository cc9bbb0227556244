"""What the registers' pages call things."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.http import HttpRequest
from django.urls import reverse

from shared_apps.registers.enums import DataClass
from shared_apps.registers.scope import by_model, disclosable

PLACES = (
    ("Overview", "console:register_list"),
    ("Retention", "console:retention"),
    ("Disclosures", "console:disclosure_list"),
    ("Breaches", "console:breach_list"),
    ("Policy", "console:policy_list"),
    ("Processing", "console:processing_controller"),
)


def tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the registers' own navigation, the present one marked."""
    urls = [(label, reverse(name)) for label, name in PLACES]
    current = max((url for _label, url in urls if request.path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == current} for label, url in urls]


def field_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the fields that can be disclosed, grouped by what they are of."""
    return [
        (
            f"{title(label)} ({DataClass(data_class).label})",
            [(f"{label}.{name}", name_of(label, name)) for name in names],
        )
        for data_class in DataClass.values
        for label, names in disclosable(data_class).items()
    ]


def title(label: str) -> str:
    return str(apps.get_model(label)._meta.verbose_name).capitalize()


def name_of(label: str, field: str) -> str:
    return str(apps.get_model(label)._meta.get_field(field).verbose_name).capitalize()


def fields_in_words(fields: list[str]) -> list[str]:
    """Return the chosen fields, “Brief: name, phone”."""
    grouped = by_model(fields)
    return [
        f"{title(label)}: {', '.join(name_of(label, name).lower() for name in names)}"
        for label, names in grouped.items()
    ]
