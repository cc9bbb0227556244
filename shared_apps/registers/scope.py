"""What can be disclosed at all: personal fields of people who can be named exactly, by the data map.

A disclosure names its subjects, its fields and its days; nothing wider can be written down, so nothing wider is made.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from shared_apps.accounts.models import Account
from shared_apps.core.datamap import Category, Declaration, Export, declarations
from shared_apps.core.db import Half
from shared_apps.registers.enums import DataClass
from shared_apps.retention.rules import address_paths, field_at
from shared_apps.rights.subjects import Person, rows_of

CLIENT = "clients.client"


def disclosable(data_class: str) -> dict[str, list[str]]:
    """Return the fields that can be disclosed, by the model's label."""
    of_jeweler = data_class == DataClass.JEWELER
    leads_to_person = leads_to_client if of_jeweler else leads_to_address
    half = Half.PROCESSOR if of_jeweler else Half.CONTROLLER
    found = {
        declared.model._meta.label_lower: fields
        for declared in declarations().values()
        if declared.half is half and leads_to_person(declared) and (fields := personal_fields(declared))
    }
    return dict(sorted(found.items()))


def field_names(data_class: str) -> list[str]:
    """Return the same as whole names, ``inquiries.brief.name``."""
    return [f"{label}.{field}" for label, fields in disclosable(data_class).items() for field in fields]


def personal_fields(declared: Declaration) -> list[str]:
    fields = declared.fields.items()
    return [name for name, rule in fields if rule.category is not Category.NONE and rule.export is Export.YES]


def leads_to_address(declared: Declaration) -> bool:
    has_day = any(field.name == "created_at" for field in declared.model._meta.concrete_fields)
    return has_day and bool(address_paths(declared))


def leads_to_client(declared: Declaration) -> bool:
    if declared.subject in {None, "self"}:
        return declared.model._meta.label_lower == CLIENT
    end = field_at(declared.model, str(declared.subject))
    return end.related_model is not None and end.related_model._meta.label_lower == CLIENT


def by_model(fields: Iterable[str]) -> dict[str, list[str]]:
    """Return whole field names grouped by the model's label."""
    grouped: dict[str, list[str]] = {}
    for name in fields:
        label, _, field = name.rpartition(".")
        grouped.setdefault(label, []).append(field)
    return grouped


def our_rows(*, subjects: list[str], fields: list[str], since: date, until: date) -> dict[str, list[dict[str, Any]]]:
    """Return exactly the named fields of the rows about the named addresses, made on the named days."""
    wanted = by_model(fields)
    found = {declared.model._meta.label_lower: declared for declared in declarations().values()}
    days = {"created_at__date__gte": since, "created_at__date__lte": until}
    person = exactly(subjects)
    return {
        label: list(rows_of(person, found[label]).filter(**days).order_by("pk").values(*names))
        for label, names in wanted.items()
    }


def exactly(subjects: list[str]) -> Person:
    """Return whom the named addresses name: no other address of theirs is followed."""
    emails = frozenset(subject.lower() for subject in subjects)
    return Person(emails, frozenset(), frozenset(Account.objects.filter(email__in=emails).values_list("pk", flat=True)))
