"""The rules of the data map as the sweep carries them out: which rows have had their time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from graphlib import TopologicalSorter
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from shared_apps.core.datamap import Action, Declaration, Erase, Retention, declarations
from shared_apps.core.db import Half
from shared_apps.core.keepers import held_rows


@dataclass(frozen=True)
class Rule:
    """One rule of one model."""

    declared: Declaration
    retention: Retention

    @property
    def model(self) -> type[models.Model]:
        return self.declared.model

    @property
    def key(self) -> str:
        """The name under which its counts are kept, ``inquiries.inquiry: spam``."""
        return f"{self.model._meta.label_lower}: {self.retention.name}"

    @property
    def label(self) -> str:
        return f"{str(self.model._meta.verbose_name_plural).capitalize()}"

    @property
    def period(self) -> timedelta:
        return timedelta(days=self.retention.days or 0)

    @property
    def blanks(self) -> list[models.Field[object, object]]:
        """The fields of a person that are emptied where the row must stay."""
        fields = self.declared.fields
        return [field for field in self.model._meta.concrete_fields if fields[field.name].erase is Erase.BLANK]


def rules(half: Half) -> list[Rule]:
    """Return the rules the sweep carries out in one half, rows before the rows they hang on."""
    found = [declared for declared in declarations().values() if declared.half is half]
    by_model = {declared.model: declared for declared in found}
    order = TopologicalSorter({model: _hanging_on(model) & by_model.keys() for model in by_model})
    return [
        Rule(by_model[model], retention)
        for model in order.static_order()
        for retention in by_model[model].rules
        if retention.is_swept
    ]


def _hanging_on(model: type[models.Model]) -> set[type[models.Model]]:
    hanging = {relation.related_model for relation in model._meta.related_objects}
    return {other for other in hanging if isinstance(other, type)} - {model}


def due(rule: Rule, at: datetime) -> QuerySet[models.Model]:
    """Return the rows whose time is over at a moment, without those that are held."""
    rows = ripe(rule, at)
    return rows if rule.declared.half is Half.PROCESSOR else rows.exclude(held_rows(rule.model))


def ripe(rule: Rule, at: datetime) -> QuerySet[models.Model]:
    """Return the rows whose time is over at a moment, held or not."""
    since = f"{rule.retention.since}__lte"
    moment = at - rule.period
    rows = rule.model._default_manager.filter(rule.retention.when or Q())
    return rows.filter(**{since: moment if counts_to_the_second(rule) else localdate(moment)})


def counts_to_the_second(rule: Rule) -> bool:
    """Whether the rule counts from a moment and not from a day."""
    return isinstance(field_at(rule.model, rule.retention.since), models.DateTimeField)


def address_paths(declared: Declaration) -> list[str]:
    """Return the paths to the addresses of the people a row is about."""
    found: list[str] = []
    for path in (declared.subject or "").split():
        found += _addresses_of(declared.model) if path == "self" else _addresses_behind(declared.model, path)
    return list(dict.fromkeys(found))


def _addresses_of(model: type[models.Model]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if holds_address(field)]


def _addresses_behind(model: type[models.Model], path: str) -> list[str]:
    end = field_at(model, path)
    if end.related_model is None:
        return [path] if holds_address(end) else []
    related = declarations()[end.related_model]
    return [f"{path}__{further}" for further in address_paths(related)]


def holds_address(field: Any) -> bool:
    """Whether a field holds an e-mail address, or a list of them."""
    return isinstance(getattr(field, "base_field", field), models.EmailField)


def field_at(model: type[models.Model], path: str) -> Any:
    """Return the field at the end of a lookup path."""
    *steps, last = path.split("__")
    for step in steps:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]
    return model._meta.get_field(last)


def still_needed(rule: Rule, at: datetime) -> Q:
    """Return the condition under which a row may not go yet.

    Rows that must not lose it still point to it, or rows that would go with it have a time of their own that is not
    over: the record of an introduction outlasts the brief it was made from.
    """
    needed = Q(pk__in=())
    for relation in rule.model._meta.related_objects:
        children = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        if relation.on_delete in {models.PROTECT, models.RESTRICT}:
            needed |= Q(Exists(children))
        elif relation.on_delete is models.CASCADE:
            for outlasting in _outlasting(relation.related_model, rule):
                needed |= Q(Exists(children.filter(**_not_over(outlasting, at))))
    return needed


def _outlasting(model: type[models.Model], rule: Rule) -> list[Rule]:
    declared = declarations()[model]
    longer = [one for one in declared.rules[:1] if one.is_swept and (one.days or 0) >= (rule.retention.days or 0)]
    return [Rule(declared, one) for one in longer]


def _not_over(rule: Rule, at: datetime) -> dict[str, object]:
    moment = at - rule.period
    return {f"{rule.retention.since}__gt": moment if counts_to_the_second(rule) else localdate(moment)}


def followers(model: type[models.Model]) -> list[tuple[type[models.Model], str]]:
    """Return the models whose rows end with a row of this one, and by which field they hang on it."""
    return [
        (declared.model, declared.retention.follows)
        for declared in declarations().values()
        if declared.retention.follows and field_at(declared.model, declared.retention.follows).related_model is model
    ]


def deletes(rule: Rule) -> bool:
    return rule.retention.action is Action.DELETE
