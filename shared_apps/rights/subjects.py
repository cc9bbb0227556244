"""Finds everything held about a person, by the paths the data map declares: nobody keeps a list of tables by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.postgres.fields import ArrayField
from django.db.models import EmailField, F, Field, ForeignObject, Func, Model, Q, QuerySet, TextField, UUIDField, Value
from django.db.models.functions import Lower

from shared_apps.accounts.models import Account
from shared_apps.core.datamap import Category, Declaration, declaration, declarations
from shared_apps.core.db import Half
from shared_apps.rights.request_models import Request

SELF = "self"
PHONES = ("phone", "phones")
ADDRESSES = ("email", "address")
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class Person:
    """The addresses, numbers and accounts by which somebody is known to us."""

    emails: frozenset[str]
    phones: frozenset[str]
    accounts: frozenset[UUID]

    @property
    def is_nobody(self) -> bool:
        return not (self.emails or self.phones or self.accounts)


class NoSubjectPath(LookupError):
    """A model's declared path to its person leads to nothing a person is known by."""


def person_of(request: Request) -> Person:
    """Return who a request is about, with every account that answers to one of the addresses."""
    accounts = [request.account_id] if request.account_id else []
    return person_known_by(request.emails, request.phones, accounts)


def person_known_by(emails: Iterable[str], phones: Iterable[str] = (), accounts: Iterable[UUID] = ()) -> Person:
    known = {email.strip().lower() for email in emails if email.strip()}
    numbers = {digits for phone in phones if (digits := digits_of(phone))}
    found = set(accounts) | set(Account.objects.filter(email__in=known).values_list("pk", flat=True))
    confirmed = EmailAddress.objects.annotate(lower=Lower("email")).filter(lower__in=known, verified=True)
    found |= set(confirmed.values_list("user_id", flat=True))
    known |= set(Account.objects.filter(pk__in=found).values_list("email", flat=True))
    return Person(frozenset(known), frozenset(numbers), frozenset(found))


def digits_of(phone: str) -> str:
    """Return the digits of a number, however it is written."""
    return re.sub(r"\D", "", phone).removeprefix("00")


def about_people() -> Iterator[Declaration]:
    """Return the declarations of the controller half whose rows are about somebody, by name."""
    for declared in sorted(declarations().values(), key=lambda one: one.model._meta.label_lower):
        if declared.half is Half.CONTROLLER and declared.subject is not None:
            yield declared


def is_personal(declared: Declaration) -> bool:
    return any(field.category is not Category.NONE for field in declared.fields.values())


def rows_of(person: Person, declared: Declaration) -> QuerySet[Model]:
    """Return the rows of one model that are about a person; raises NoSubjectPath."""
    rows = declared.model._default_manager.all()
    if declared.subject is None or person.is_nobody:
        return rows.none()
    found = Q(pk__in=[])
    for path in declared.subject.split():
        found |= _by_itself(person, declared.model) if path == SELF else _by_path(person, declared.model, path)
    matching: QuerySet[Model] = rows.annotate(**_numbers(declared.model)).filter(found)
    return matching


def everything_of(person: Person) -> Iterator[tuple[Declaration, QuerySet[Model]]]:
    for declared in about_people():
        yield declared, rows_of(person, declared)


def _by_itself(person: Person, model: type[Model]) -> Q:
    """Match by the fields of the row itself that people are known by."""
    if model is Account:
        return Q(pk__in=person.accounts)
    found, usable = Q(pk__in=[]), False
    for field in model._meta.concrete_fields:
        matched = _by_field(person, field.name, field)
        usable = usable or matched is not None
        found |= matched or Q(pk__in=[])
    if not usable:
        raise NoSubjectPath(model._meta.label)
    return found


def _by_path(person: Person, model: type[Model], path: str) -> Q:
    field = field_at(model, path)
    if isinstance(field, ForeignObject):
        return _by_relation(person, path, field)
    matched = _by_field(person, path, field)
    if matched is None and isinstance(field, UUIDField):
        matched = Q(**{f"{path}__in": person.accounts})
    if matched is None:
        raise NoSubjectPath(f"{model._meta.label}: {path}")
    return matched


def _by_relation(person: Person, path: str, field: ForeignObject[Any, Any]) -> Q:
    related: Any = field.related_model
    if related is Account:
        return Q(**{f"{path}__in": person.accounts})
    return Q(**{f"{path}__in": rows_of(person, declaration(related)).values("pk")})


def _by_field(person: Person, path: str, field: Field[Any, Any]) -> Q | None:
    if _is_address(field):
        found = Q(pk__in=[])
        for email in person.emails:
            found |= Q(**{f"{path}__iexact": email})
        return found
    if isinstance(field, ArrayField) and isinstance(field.base_field, EmailField):
        return Q(**{f"{path}__overlap": sorted(person.emails)}) if person.emails else Q(pk__in=[])
    if field.name in PHONES and "__" not in path:
        return Q(**{f"digits_{field.name}__in": person.phones}) if field.name == "phone" else Q(pk__in=[])
    return None


def _is_address(field: Field[Any, Any]) -> bool:
    return isinstance(field, EmailField) or (field.name in ADDRESSES and field.max_length == LONGEST_ADDRESS)


def _numbers(model: type[Model]) -> dict[str, Func]:
    if not any(field.name == "phone" for field in model._meta.concrete_fields):
        return {}
    digits = Func(F("phone"), Value(r"\D|^\+?00"), Value(""), Value("g"), function="REGEXP_REPLACE")
    digits.output_field = TextField()
    return {"digits_phone": digits}


def field_at(model: type[Model], path: str) -> Field[Any, Any]:
    """Return the field at the end of a lookup path."""
    *steps, last = path.split("__")
    current: Any = model
    for step in steps:
        current = current._meta.get_field(step).related_model
    field: Field[Any, Any] = current._meta.get_field(last)
    return field
