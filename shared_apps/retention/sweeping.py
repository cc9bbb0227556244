"""One rule at a time, a batch at a time: each batch is its own short transaction that skips what others have locked.

Rows are gone through once, in the order of their keys: what could not go is not met again in the same sweep.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from django.db import models, transaction
from django.db.models import ProtectedError, Q, RestrictedError

from shared_apps.core import erasers
from shared_apps.core.db import Half
from shared_apps.core.keepers import kept_people
from shared_apps.retention.rules import Rule, address_paths, deletes, due, followers, still_needed

BATCH = 500


def sweep_rule(rule: Rule, at: datetime) -> Iterator[int]:
    """End the rows of one rule whose time is over; yields how many after each batch, committed."""
    last: UUID | int | None = None
    while True:
        with transaction.atomic(using=rule.declared.half.value):
            rows = due(rule, at).select_for_update(skip_locked=True, of=("self",)).order_by("pk")
            found = _batch(rule, rows.filter(pk__gt=last) if last is not None else rows)
            ended = 0 if rule.retention.through else _end(rule, _without_kept(found), at)
        if not found:
            return
        if rule.retention.through:
            # An eraser makes its own transactions, and asks again under its own locks.
            ended = erasers.erase(rule.retention.through, _without_kept(found))
        last = found[-1][0]
        yield ended


def _batch(rule: Rule, rows: models.QuerySet[models.Model]) -> list[tuple[UUID, set[str]]]:
    paths = address_paths(rule.declared) if rule.declared.half is Half.CONTROLLER else []
    return [(key, addresses(found)) for key, *found in rows.values_list("pk", *paths)[:BATCH]]


def addresses(found: Iterable[str | list[str] | None]) -> set[str]:
    """Return the addresses among the values of a row, in lower case."""
    lists = [one if isinstance(one, list) else [one] for one in found]
    return {address.lower() for addresses in lists for address in addresses if address}


def _without_kept(found: list[tuple[UUID, set[str]]]) -> list[UUID]:
    kept = kept_people({address for _key, about in found for address in about})
    return [key for key, about in found if not about & kept]


def _end(rule: Rule, keys: list[UUID], at: datetime) -> int:
    """Delete the rows, or empty what is personal in those that others still need."""
    rows = rule.model._default_manager.filter(pk__in=keys)
    if not deletes(rule):
        return blank(rule, rows)
    needed = set(rows.filter(still_needed(rule, at)).values_list("pk", flat=True))
    blanked = _empty_out(rule, needed) if needed else 0
    return blanked + _delete(rule, [key for key in keys if key not in needed])


def _empty_out(rule: Rule, keys: set[UUID]) -> int:
    """Empty rows that must stay a while, and end those that hang on them: their time was the same."""
    ended = blank(rule, rule.model._default_manager.filter(pk__in=keys))
    for model, field in followers(rule.model):
        ended += model._default_manager.filter(**{f"{field}__in": keys}).delete()[0]
    return ended


def _delete(rule: Rule, keys: list[UUID]) -> int:
    rows = rule.model._default_manager
    try:
        with transaction.atomic(using=rule.declared.half.value):
            rows.filter(pk__in=keys).delete()
    except (ProtectedError, RestrictedError):
        if len(keys) == 1:
            return blank(rule, rows.filter(pk__in=keys))
        return sum(_delete(rule, [key]) for key in keys)
    return len(keys)


def blank(rule: Rule, rows: models.QuerySet[models.Model]) -> int:
    """Empty the personal fields of rows that stay; rows that are empty already do not count."""
    values = {field.name: empty(field) for field in rule.blanks}
    if not values:
        return 0
    filled = Q()
    for name, value in values.items():
        filled |= ~Q(**{f"{name}__isnull": True}) if value is None else ~Q(**{name: value})
    return rows.filter(filled).update(**values)


def empty(field: models.Field[object, object]) -> object:
    """Return what an emptied field holds."""
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""
