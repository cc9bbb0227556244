"""What goes next, by rule and date, in numbers; and whether the sweep runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Count, DateTimeField, Min, Q, QuerySet, Value
from django.db.models.functions import Cast

from shared_apps.core.clock import now
from shared_apps.core.db import Half
from shared_apps.core.keepers import held_rows
from shared_apps.retention.models import Alarm, RunState, SweepRun
from shared_apps.retention.rules import Rule, rules
from shared_apps.rights.models import PolicyVersion

ALARM_AFTER = timedelta(hours=48)


@dataclass(frozen=True)
class Ahead:
    """What one rule will take: tonight, within a week, within a month, and when its next row's time is over."""

    rule: Rule
    now: int = 0
    in_week: int = 0
    in_month: int = 0
    next_at: datetime | None = None


def forecast(at: datetime | None = None) -> list[Ahead]:
    """Return what each rule over DIA'LOG's own rows will take, in one query; held rows do not count."""
    at = at or now()
    found = rules(Half.CONTROLLER)
    first, *rest = [_counted(rule, at) for rule in found]
    rows = {row["rule"]: row for row in first.union(*rest, all=True)}
    return [_ahead(rule, rows.get(rule.key)) for rule in found]


def _counted(rule: Rule, at: datetime) -> QuerySet[Any, dict[str, Any]]:
    since = rule.retention.since
    rows = rule.model._default_manager.filter(rule.retention.when or Q(), **{f"{since}__isnull": False})

    def until(days: int) -> Count:
        return Count("pk", filter=Q(**{f"{since}__lte": at + timedelta(days=days) - rule.period}))

    named = rows.exclude(held_rows(rule.model)).order_by().annotate(rule=Cast(Value(rule.key), CharField()))
    counted: QuerySet[Any, dict[str, Any]] = named.values("rule").annotate(
        now=until(0), in_week=until(7), in_month=until(30), first=Min(Cast(since, DateTimeField()))
    )
    return counted


def _ahead(rule: Rule, row: dict[str, Any] | None) -> Ahead:
    if row is None:
        return Ahead(rule)
    return Ahead(rule, row["now"], row["in_week"], row["in_month"], row["first"] + rule.period)


def runs() -> QuerySet[SweepRun]:
    """Return all sweeps and trials, newest first."""
    return SweepRun.objects.order_by("-started_at")


def last_flawless() -> SweepRun | None:
    """Return the newest sweep that finished and carried out every rule."""
    done = SweepRun.objects.filter(is_trial=False, state=RunState.FINISHED, failures={})
    return done.order_by("-finished_at").first()


def last_finished_at() -> datetime | None:
    last = last_flawless()
    return last.finished_at if last else None


def is_overdue() -> bool:
    """Whether no sweep has finished for 48 hours; before the first one, since the installation stands."""
    since = last_finished_at() or PolicyVersion.objects.aggregate(first=Min("created_at"))["first"]
    return since is not None and since <= now() - ALARM_AFTER


def open_alarm() -> Alarm | None:
    return Alarm.objects.filter(is_open=True).first()
