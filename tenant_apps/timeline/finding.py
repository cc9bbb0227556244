"""How notes are found."""

from __future__ import annotations

from django.db.models import QuerySet

from tenant_apps.search.kinds import Kind, Line
from tenant_apps.timeline.models import Activity
from tenant_apps.timeline.permissions import VIEW_TIMELINE

NOTE = "note"


def rows() -> QuerySet[Activity]:
    return Activity.objects.select_related("client")


def line(activity: Activity) -> Line:
    """Return a note's line: its beginning, and whose it is."""
    return Line(title=activity.text, detail=activity.client.display_name, texts=[activity.text])


KIND = Kind(NOTE, "Note", "notebook-pen", VIEW_TIMELINE, "timeline:activity_detail", rows, line)
