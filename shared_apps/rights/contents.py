"""Turns rows into what a person can read: labels for codes, names for keys, nobody else's data (PDPO s.19, s.20)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Field, ForeignKey, Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from shared_apps.accounts.models import Account
from shared_apps.core.datamap import Category, Declaration, Export
from shared_apps.core.models import TrailEvent
from shared_apps.core.trail import UnknownEvent, event_type
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights.clocks import HONG_KONG
from shared_apps.rights.enums import Kind, Regime
from shared_apps.rights.subjects import Person, digits_of

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\+?\d(?:[ ().-]?\d){7,14}")
HIDDEN = "[another person]"
YOU, SOMEBODY, STAFF = "you", "another person", "a person at DIA'LOG"
CATEGORIES = {
    Category.NONE: "How we handled it",
    Category.INQUIRY: "What you wrote to us",
    Category.BRIEF: "The piece you had in mind",
    Category.ACCOUNT: "Your account",
    Category.SESSION: "Where you were signed in",
    Category.LOGS: "What you did with us",
    Category.RECORDS: "Our business records",
}
# The lists of codes that a field of several values is chosen from.
CHOICES: dict[str, Any] = {"kinds": Kind, "regimes": Regime}


@dataclass(frozen=True)
class Redactor:
    """Takes other people's addresses, numbers and the named words out of a text."""

    person: Person
    words: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        text = EMAIL.sub(self._email, text)
        text = PHONE.sub(self._phone, text)
        for word in self.words:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", HIDDEN, text, flags=re.IGNORECASE)
        return text

    def _email(self, found: re.Match[str]) -> str:
        return found.group() if found.group().lower() in self.person.emails else HIDDEN

    def _phone(self, found: re.Match[str]) -> str:
        own = any(digits_of(found.group()).endswith(known[-8:]) for known in self.person.phones)
        return found.group() if own else HIDDEN


def title_of(model: type[Model]) -> str:
    """Return what a table's rows are called by people."""
    name = str(model._meta.verbose_name)
    return name[:1].upper() + name[1:]


def label_of_field(name: str) -> str:
    words = name.removesuffix("_id").replace("_", " ")
    return words[:1].upper() + words[1:]


def shown_row(declared: Declaration, row: Model, redact: Redactor) -> list[dict[str, Any]]:
    """Return the fields of a row: label, value in words, the code behind it if there is one. Secrets never."""
    told = []
    for field in declared.model._meta.concrete_fields:
        rule = declared.fields[field.name]
        if rule.export is Export.SECRET or field.name == "id":
            continue
        value = getattr(row, field.attname)
        if value in (None, "", [], {}):
            continue
        shown = _shown(field, row, value, redact)
        told.append({"label": label_of_field(field.name), "value": shown} | _code(field, value, shown))
    return told


def _shown(field: Field[Any, Any], row: Model, value: Any, redact: Redactor) -> str:
    if isinstance(field, ForeignKey):
        return _related(field, value, redact.person)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, UUID):
        return _somebody(field.name, value, redact.person)
    return in_words(value, redact, CHOICES.get(field.name) or _choices_of_items(field))


def _choices_of_items(field: Field[Any, Any]) -> Any:
    return dict(getattr(getattr(field, "base_field", None), "flatchoices", ()) or ())


def _code(field: Field[Any, Any], value: Any, shown: str) -> dict[str, Any]:
    """Return the code and what it means, for fields that hold one."""
    if field.choices and str(value) != shown:
        return {"code": str(value), "explanation": f"We store “{value}”; it means: {shown}."}
    return {}


def in_words(value: Any, redact: Redactor, choices: Any = None) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return date_format(localtime(value, HONG_KONG), "j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(value, list | tuple):
        return ", ".join(_item(one, redact, choices) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{label_of_field(str(key))}: {in_words(one, redact)}" for key, one in value.items())
    return redact(str(value)) if isinstance(value, str) else str(value)


def _item(value: Any, redact: Redactor, choices: Any) -> str:
    labels = dict(getattr(choices, "choices", ()) or choices or ())
    return str(labels[value]) if value in labels else in_words(value, redact)


def _related(field: ForeignKey[Any, Any], key: Any, person: Person) -> str:
    if field.related_model is Account:
        return YOU if key in person.accounts else SOMEBODY
    if field.related_model is Jeweler:
        return str(Jeweler.objects.filter(pk=key).values_list("name", flat=True).first() or "a jeweler since deleted")
    return f"{title_of(field.related_model)} {str(key)[-6:]}"


def _somebody(name: str, key: UUID, person: Person) -> str:
    if key in person.accounts:
        return YOU
    return STAFF if name.endswith(("by_id", "to_id")) else f"number {str(key)[-6:]}"


def acts_of(person: Person, rows: Iterable[tuple[str, UUID]]) -> list[dict[str, Any]]:
    """Return what the controller's trail says about a person: what they did, and what was done to their rows."""
    keys = [key for _model, key in rows]
    links = TrailEvent.objects.filter(actor_id__in=person.accounts) | TrailEvent.objects.filter(object_id__in=keys)
    return [
        {"at": link.at.isoformat(), "by": _actor(link, person), "what": _sentence(link.event)}
        for link in links.distinct().order_by("seq")
    ]


def _actor(link: TrailEvent, person: Person) -> str:
    if link.actor_id in person.accounts:
        return YOU
    return "DIA'LOG" if link.actor_kind == "system" else STAFF


def _sentence(name: str) -> str:
    try:
        return event_type(name).sentence
    except UnknownEvent:
        return name.replace(".", " ").replace("_", " ")
