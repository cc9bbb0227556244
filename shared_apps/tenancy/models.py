"""What the controller half knows of schemas: the template's DDL and every schema made from it."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import Row
from shared_apps.tenancy.nodes import MAIN


class TemplateDdl(Row):
    """The statements that make a jeweler's schema at one state of the migrations; old states are kept."""

    digest = models.CharField(max_length=64, unique=True)
    statements = models.TextField()
    migrations = models.JSONField()
    withheld = models.JSONField(default=list)
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=models.Q(is_current=True),
                name="tenancy_one_current_template",
            )
        ]


class SchemaState(models.TextChoices):
    PREPARING = "preparing", "Preparing"
    SPARE = "spare", "Spare"
    CLAIMED = "claimed", "Claimed"


class TenantSchema(Row):
    """One schema: being made, spare, or a jeweler's. It is the list of what migrations have to reach."""

    schema_name = models.CharField(max_length=34, unique=True)
    node = models.CharField(max_length=40, default=MAIN, db_default=MAIN)
    state = models.CharField(max_length=10, choices=SchemaState)
    jeweler_id = models.UUIDField(null=True, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=SchemaState.CLAIMED, jeweler_id__isnull=False)
                | (~models.Q(state=SchemaState.CLAIMED) & models.Q(jeweler_id=None)),
                name="tenancy_claimed_by_a_jeweler",
            )
        ]
