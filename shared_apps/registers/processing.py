"""The records of processing, made from the data map and the register of providers: never written by hand (G11).

One for what we decide about (GDPR Art. 30(1)), one for what we do for each jeweler (Art. 30(2)).
"""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import Any

from shared_apps.core.clock import now
from shared_apps.core.company import COMPANY
from shared_apps.core.datamap import Category, Declaration, Retention, declarations
from shared_apps.core.db import Half
from shared_apps.jewelers.models import Jeweler
from shared_apps.notices.queries import HELD, privacy_contacts
from shared_apps.providers.models import Provider

LABELS = {
    Category.INQUIRY: "Messages from “Get in touch”",
    Category.BRIEF: "Briefs from “Find a jeweler”",
    Category.ACCOUNT: "Accounts and their business details",
    Category.PORTAL: "Access to the client portal",
    Category.CLIENT: "Jewelers' clients",
    Category.FILES: "Images and files",
    Category.SESSION: "Sign-in sessions",
    Category.LOGS: "Server logs",
    Category.RECORDS: "Business records",
}
SECURITY = (
    "Encryption in transit on every connection, also between our own services",
    "A database role of its own and a file key of its own for each jeweler",
    "A second factor for DIA'LOG staff; no access to jewelers' content without a grant of theirs",
    "An append-only trail of every write, in a hash chain",
    "Deletion by declared periods every night; backups that expire",
)


def record_of_controller() -> dict[str, Any]:
    """Return the record of what DIA'LOG decides about."""
    return {
        "record": "GDPR Art. 30(1), controller",
        "made_at": now(),
        "controller": asdict(COMPANY),
        "activities": activities(Half.CONTROLLER),
        "recipients": recipients(),
        "security": list(SECURITY),
    }


def record_of_processor() -> dict[str, Any]:
    """Return the record of what DIA'LOG does for each jeweler, who is the controller of it."""
    contacts = {one.jeweler_id: one.email for one in reversed(privacy_contacts())}
    houses = Jeweler.objects.filter(state__in=HELD).order_by("name", "pk")
    return {
        "record": "GDPR Art. 30(2), processor",
        "made_at": now(),
        "processor": asdict(COMPANY),
        "controllers": [
            {"jeweler": house.pk, "name": house.name, "contact": contacts.get(house.pk, "")} for house in houses
        ],
        "activities": activities(Half.PROCESSOR),
        "recipients": recipients(),
        "security": list(SECURITY),
    }


def activities(half: Half) -> list[dict[str, Any]]:
    """Return what is done with which kinds of data, for how long, by purpose."""
    found = [declared for declared in declarations().values() if declared.half is half and categories_of(declared)]
    found.sort(key=lambda declared: (declared.purpose.value, declared.model._meta.label))
    return [
        _activity(purpose.value, list(group))
        for purpose, group in groupby(found, key=lambda declared: declared.purpose)
    ]


def _activity(purpose: str, group: list[Declaration]) -> dict[str, Any]:
    kinds = sorted({category for declared in group for category in categories_of(declared)})
    periods = sorted({in_words(rule) for declared in group for rule in declared.rules})
    return {
        "purpose": purpose,
        "categories": [{"promise": category.value, "label": LABELS[category]} for category in kinds],
        "tables": [declared.model._meta.label_lower for declared in group],
        "erasure": periods,
    }


def categories_of(declared: Declaration) -> set[Category]:
    return {field.category for field in declared.fields.values()} - {Category.NONE}


def in_words(rule: Retention) -> str:
    """Return how long rows are kept, as a sentence part."""
    if rule.follows:
        return f"as long as its {rule.follows}"
    if rule.days is None:
        return f"until {rule.after}: {rule.basis}"
    return f"{rule.days} days after {rule.after} ({rule.basis})"


def recipients() -> list[dict[str, Any]]:
    """Return who receives what where, and what protects it there."""
    active = Provider.objects.filter(state="active").order_by("category", "name")
    return [
        {
            "name": provider.name,
            "category": provider.get_category_display(),
            "data": provider.data_categories,
            "countries": provider.locations,
            "transfer": provider.transfer_mechanism or ("in-house" if provider.is_in_house else ""),
        }
        for provider in active
    ]
