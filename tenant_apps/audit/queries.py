"""Reads of the trail."""

from __future__ import annotations

from django.db import models

from tenant_apps.audit.models import TrailEvent


def trail_of(obj: models.Model) -> models.QuerySet[TrailEvent]:
    """Return an object's events, oldest first."""
    return TrailEvent.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("seq")
