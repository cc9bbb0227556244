"""Reads of who was introduced to whom."""

from __future__ import annotations

from django.db.models import QuerySet

from shared_apps.inquiries.models import Brief
from shared_apps.introductions.models import Introduction


def introductions_of(brief: Brief) -> QuerySet[Introduction]:
    return Introduction.objects.filter(brief=brief).select_related("jeweler").order_by("id")
