"""Reads of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from shared_apps.core.trail import event_type
from shared_apps.support.models import Grant
from tenant_apps.audit.models import TrailEvent, TrailPayload


def trail_of(obj: models.Model) -> models.QuerySet[TrailEvent]:
    """Return an object's events, oldest first."""
    return TrailEvent.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("seq")


@dataclass(frozen=True)
class Passage:
    """One thing DIA'LOG support did in the workspace: when, who, on which page, with which objects."""

    at: datetime
    event: str
    account_id: UUID | None
    route: str
    objects: str

    @property
    def page(self) -> str:
        """Return the page as people may read it: “clients, client list”."""
        return self.route.replace("_", " ").replace(":", ", ")

    @property
    def what(self) -> str:
        return event_type(self.event).sentence


def passages_under(grant_id: UUID) -> models.QuerySet[TrailEvent]:
    """Return what happened under one grant of support, newest first."""
    under = TrailEvent.objects.filter(object_type=Grant._meta.label_lower, object_id=grant_id)
    return under.order_by("-seq")


def passages(events: Iterable[TrailEvent]) -> list[Passage]:
    """Return events with what they say, in one more question."""
    rows = list(events)
    said = TrailPayload.objects.filter(event_id__in=[row.pk for row in rows])
    facts = dict(said.values_list("event_id", "facts"))
    return [_passage(row, facts.get(row.pk, {})) for row in rows]


def _passage(row: TrailEvent, facts: dict[str, Any]) -> Passage:
    who = row.actor_id if row.actor_kind in {"support", "account"} else None
    return Passage(row.at, row.event, who, str(facts.get("route", "")), str(facts.get("objects", "")))
