"""Who was introduced to whom: profiles of jewelers, choices put to a person, and what was shared on what consent."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import Row


class Introduction(Row):
    """A brief handed to one jeweler: who decided it, what was shared, and that it arrived. It carries no price (P2)."""

    brief = models.ForeignKey("inquiries.Brief", models.PROTECT, related_name="introductions")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.PROTECT, related_name="introductions")
    introduced_by_id = models.UUIDField()
    fields_shared = models.JSONField(default=list)
    delivered_at = models.DateTimeField(null=True)

    class Meta:
        # The table was made by ``inquiries``; renaming it would break the code that runs beside the migration.
        db_table = "inquiries_introduction"
        constraints = [models.UniqueConstraint(fields=["brief", "jeweler"], name="introduction_once")]
