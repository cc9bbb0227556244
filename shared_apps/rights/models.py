"""The editions of the policy; the tables of requests stand in ``request_models``."""

from __future__ import annotations

from django.db import models

from shared_apps.core.models import Row
from shared_apps.rights import request_models as request_models  # noqa: PLC0414 -- Django looks for models here


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
