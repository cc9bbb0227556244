"""Erases one row by the rules of the data map, and what the trail said of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import EmailField, Field, Model, Q, UniqueConstraint

from shared_apps.accounts.models import Account, Membership
from shared_apps.accounts.operations import remove_member
from shared_apps.accounts.operations.leaving import close_account
from shared_apps.core.actors import Actor
from shared_apps.core.datamap import Category, Erase, declaration
from shared_apps.core.models import TrailEvent, TrailPayload
from shared_apps.core.trail import event_types


def blank_or_delete(model: type[Model], key: str, *, delete: bool, by: Actor) -> None:
    """Erase a row; one that is gone already is fine. Places and accounts end by their own operations."""
    row = model._default_manager.select_for_update().filter(pk=key).first()
    if row is None:
        return
    if isinstance(row, Membership):
        remove_member(row.account_id, row.jeweler_id, by=by)
    elif isinstance(row, Account):
        close_account(row.pk, by=by)
    elif delete:
        row.delete()
    else:
        _blank(row)


def _blank(row: Model) -> None:
    rules = declaration(type(row)).fields
    values = {}
    for field in row._meta.concrete_fields:
        rule = rules[field.name]
        if rule.category is not Category.NONE and rule.erase is Erase.BLANK:
            values[field.attname] = blank_value(row, field)
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def blank_value(row: Model, field: Field[Any, Any]) -> Any:
    """Return the value of a field that says nothing; where it must be unique, one made from the row's own id."""
    if field.null:
        return None
    if field.unique or _is_in_unique(row, field):
        made = f"{row.pk}@erased.invalid" if isinstance(field, EmailField) else f"erased {row.pk}"
        return made[: field.max_length or len(made)]
    if field.get_internal_type() in {"CharField", "TextField", "EmailField"}:
        return ""
    if field.get_internal_type() == "BooleanField":
        return False
    if field.has_default():
        return field.get_default()
    raise ValidationError(f"{row._meta.label}.{field.name} cannot be blanked")


def _is_in_unique(row: Model, field: Field[Any, Any]) -> bool:
    return any(field.name in one.fields for one in row._meta.constraints if isinstance(one, UniqueConstraint))


def erase_payloads(keys: Iterable[str], accounts: Collection[UUID]) -> int:
    """Delete what the trail said of a person; the links stay with their ids, and the chain still verifies."""
    known = {str(key) for key in keys} | {str(account) for account in accounts}
    erased = 0
    for declared in event_types():
        if not declared.personal:
            continue
        links = TrailEvent.objects.filter(event=declared.name)
        about = Q(event_id__in=links.filter(object_id__in=_uuids(known)).values("pk"))
        for fact in declared.personal:
            about |= Q(event_id__in=links.values("pk"), **{f"facts__{fact}__in": sorted(known)})
        erased += TrailPayload.objects.filter(about).delete()[0]
    return erased


def _uuids(keys: Iterable[str]) -> list[UUID]:
    found = []
    for key in keys:
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found
