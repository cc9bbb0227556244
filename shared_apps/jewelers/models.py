"""The register of jewelers: DIA'LOG's own record of whom it works for, nothing of what they keep."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from shared_apps.core.models import Row
from shared_apps.jewelers.enums import JewelerState


class Jeweler(Row):
    """One jeweler; `schema_name` is set once a workspace was handed out."""

    # django-tenants asks these of its tenant model; schemas are made and dropped by shared_apps.tenancy alone.
    auto_create_schema = False
    auto_drop_schema = False

    slug = models.CharField(max_length=40, unique=True)
    skeleton = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=JewelerState, default=JewelerState.INVITED)
    state_changed_at = models.DateTimeField(db_default=Now())
    schema_name = models.CharField(max_length=34, null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JewelerState.values), name="jewelers_known_state"),
            models.CheckConstraint(
                condition=models.Q(state__in=[JewelerState.INVITED, JewelerState.PROVISIONING, JewelerState.DELETED])
                | models.Q(schema_name__isnull=False),
                name="jewelers_open_has_schema",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Domain(Row):
    """A name a workspace is reached by: the label before the App's host."""

    jeweler = models.ForeignKey(Jeweler, on_delete=models.CASCADE, related_name="domains")
    name = models.CharField(max_length=40, unique=True)
    is_primary = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["jeweler"], condition=models.Q(is_primary=True), name="jewelers_one_primary_domain"
            )
        ]


class StateChange(Row):
    """Who moved a jeweler to which state, when and why."""

    append_only = True

    jeweler_id = models.UUIDField(db_index=True)
    state = models.CharField(max_length=12, choices=JewelerState)
    by_kind = models.CharField(max_length=20)
    by_id = models.UUIDField(null=True)
    reason = models.CharField(max_length=500)
