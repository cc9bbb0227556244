"""The controller half's trail."""

from __future__ import annotations

from django.db import models

from shared_apps.core.actors import Actor
from shared_apps.core.models import TrailEvent, TrailHead, TrailPayload
from shared_apps.core.trail import Fact, Trail

CONTROLLER_TRAIL = Trail("controller", TrailHead, TrailEvent, TrailPayload)


def record(name: str, obj: models.Model | None, /, *, by: Actor, **facts: Fact) -> None:
    """Append an event to the controller's trail, inside the transaction of the write it describes."""
    CONTROLLER_TRAIL.append(name, obj, by=by, facts=facts)
