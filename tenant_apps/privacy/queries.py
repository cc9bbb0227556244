"""Reads of exports, and whether the last one still holds everything."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from tenant_apps.audit.models import TrailEvent, TrailHead
from tenant_apps.privacy.models import Export, ExportState

# What making and fetching an export itself writes; it changes nothing that an export holds.
OWN_EVENTS = "privacy.export."


@dataclass(frozen=True)
class ExportStanding:
    """The newest finished export against the workspace as it stands."""

    sha256: str
    trail_seq: int
    is_current: bool


def recent_exports() -> QuerySet[Export]:
    return Export.objects.order_by("-created_at")[:10]


def export_standing() -> ExportStanding:
    """Say whether anything changed since the newest export that was finished; expired ones count."""
    made = Export.objects.exclude(sha256="").order_by("-trail_seq", "-created_at").first()
    head = TrailHead.objects.first()
    seq = head.seq if head else 0
    if made is None or made.trail_seq is None:
        return ExportStanding("", seq, is_current=False)
    return ExportStanding(made.sha256, seq, is_current=not changed_since(made.trail_seq))


def changed_since(trail_seq: int) -> bool:
    return TrailEvent.objects.filter(seq__gt=trail_seq).exclude(event__startswith=OWN_EVENTS).exists()


def unfinished_export() -> Export | None:
    return Export.objects.filter(state__in=[ExportState.REQUESTED, ExportState.RUNNING]).first()
