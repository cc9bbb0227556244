"""The editions of the policy."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import Row


class PolicyVersion(Row):
    """One edition of the policy as it was published; the page's date is this row's."""

    append_only = True

    number = models.IntegerField(unique=True)
    effective_on = models.DateField()
    text_sha256 = models.CharField(max_length=64)
    text = models.TextField()
    summary = models.CharField(max_length=300)
    is_material = models.BooleanField()

    def __str__(self) -> str:
        return f"edition {self.number}"
