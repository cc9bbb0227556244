"""Reads of what visitors asked for."""

from __future__ import annotations

from django.db.models import QuerySet

from shared_apps.inquiries.models import Brief, Inquiry


def inquiries() -> QuerySet[Inquiry]:
    """Return inquiries, newest first."""
    return Inquiry.objects.order_by("-id")


def briefs() -> QuerySet[Brief]:
    """Return briefs, newest first, with whom they were introduced to."""
    return Brief.objects.prefetch_related("introductions__jeweler").order_by("-id")
