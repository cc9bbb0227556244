"""Corrects a value wherever it stands, keeps what it was, and tells who received the wrong one (P60, PDPO s.23)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Field, ForeignKey, Model

from shared_apps.accounts.models import Account
from shared_apps.accounts.operations import change_account
from shared_apps.core.actors import Actor
from shared_apps.core.datamap import Category, Export, declaration
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.inquiries.models import Brief
from shared_apps.introductions.models import Introduction
from shared_apps.rights.clocks import a_year_ago
from shared_apps.rights.contents import label_of_field
from shared_apps.rights.enums import Kind, PassedKind
from shared_apps.rights.holds import label_of, model_named
from shared_apps.rights.letters import post
from shared_apps.rights.passing import pass_on
from shared_apps.rights.refusals import NotAskedFor
from shared_apps.rights.request_models import Correction, Request
from shared_apps.rights.requests import locked_known
from shared_apps.rights.subjects import Person, about_people, person_of, rows_of

# A person changes the address they sign in with themselves, for only they can prove the new one.
PROVEN_BY_THE_PERSON = {("accounts.account", "email"), ("account.emailaddress", "email")}
OUR_OWN = "rights"


class NotTheirs(DomainError):
    message = "This row is not about the person of the request."


class CannotBeCorrected(DomainError):
    message = "This value cannot be corrected here."


class ValueUnfit(DomainError):
    message = "This value does not fit the field."


@controller_atomic()
def correct(request: Request, *, model: str, key: str, field: str, value: str, by: Actor) -> Correction:
    """Change one value of a row about the person; the old and the new one are kept with the request."""
    request = locked_known(request)
    if Kind.CORRECTION not in request.kinds:
        raise NotAskedFor
    row = _their_row(person_of(request), model, key)
    old = str(getattr(row, field, ""))
    _write(row, _correctable(row, field), value, by=by)
    made = Correction.objects.create(
        request=request, model=model, row_key=key, field=field, old_value=old, new_value=value, made_by_id=by.actor_id
    )
    record("rights.correction.made", made, by=by, model=model, field=field)
    return made


def _their_row(person: Person, label: str, key: str) -> Model:
    declared = declaration(model_named(label))
    row = next((row for row in rows_of(person, declared) if str(row.pk) == key), None)
    if row is None:
        raise NotTheirs
    return declared.model._default_manager.select_for_update().get(pk=row.pk)


def _correctable(row: Model, name: str) -> Field[Any, Any]:
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist as error:
        raise CannotBeCorrected from error
    if not isinstance(field, Field) or not may_be_corrected(type(row), field):
        raise CannotBeCorrected
    return field


def may_be_corrected(model: type[Model], field: Field[Any, Any]) -> bool:
    """Whether a field holds a personal value that staff may change at a person's word."""
    rule = declaration(model).fields[field.name]
    is_value = rule.category is not Category.NONE and rule.export is not Export.SECRET
    is_text = field.get_internal_type() in {"CharField", "TextField", "EmailField", "DateField"}
    fixed = (model._meta.label_lower, field.name) in PROVEN_BY_THE_PERSON or isinstance(field, ForeignKey)
    return is_value and is_text and not fixed and model._meta.app_label != OUR_OWN


def _write(row: Model, field: Field[Any, Any], value: str, *, by: Actor) -> None:
    try:
        cleaned = field.clean(value, row) if value or not field.blank else ""
    except ValidationError as error:
        raise ValueUnfit(" ".join(error.messages)) from error
    if isinstance(row, Account) and field.name in {"name", "phone"}:
        told = {"name": row.name, "phone": row.phone, field.name: str(cleaned)}
        change_account(row, name=told["name"], phone=told["phone"], by=by)
        return
    setattr(row, field.name, cleaned)
    row.save(update_fields=[field.name])


class NothingCorrected(DomainError):
    message = "Nothing was corrected yet."


@controller_atomic()
def tell_of_corrections(request: Request, *, by: Actor) -> int:
    """Send the corrected values to who asked and to every jeweler who received them in twelve months; return how many.

    Providers act for us alone and need not be told.
    """
    request = locked_known(request)
    made = list(request.corrections.order_by("id"))
    if not made:
        raise NothingCorrected
    told = 0
    for brief, changes in _of_briefs(made).items():
        received = Introduction.objects.filter(brief_id=brief, created_at__gte=a_year_ago()).select_related("jeweler")
        for introduction in received.order_by("pk"):
            text = _in_words(changes)
            pass_on(
                request,
                introduction.jeweler,
                kind=PassedKind.CORRECTION,
                text=text,
                introduction_id=introduction.pk,
            )
            told += 1
    record("rights.correction.told", request, by=by, jewelers=told)
    post("corrected", request)
    return told


def _of_briefs(made: Iterable[Correction]) -> dict[str, list[Correction]]:
    found = defaultdict(list)
    for one in made:
        if one.model == Brief._meta.label_lower:
            found[one.row_key].append(one)
    return found


def _in_words(changes: Iterable[Correction]) -> str:
    """Say what changed and why it is told, in lines."""
    lines = [f"{label_of_field(one.field)}: “{one.old_value}” is now “{one.new_value}”." for one in changes]
    return "\n".join(["The person asked us to correct what we gave you.", *lines])


def correctable_values(request: Request) -> list[tuple[str, str, str, str, str]]:
    """Return what may be corrected: model, key, field, its label, its value."""
    person, found = person_of(request), []
    for declared in about_people():
        fields = [field for field in declared.model._meta.concrete_fields if may_be_corrected(declared.model, field)]
        for row in rows_of(person, declared) if fields else ():
            key = (label_of(row), str(row.pk))
            found += [(*key, one.name, label_of_field(one.name), str(getattr(row, one.name) or "")) for one in fields]
    return found
