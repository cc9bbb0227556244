"""Reads of the timeline."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, QuerySet

from shared_apps.core.clock import today
from tenant_apps.clients.models import Client
from tenant_apps.clients.queries import PageSection
from tenant_apps.team.models import Member
from tenant_apps.timeline.models import Activity, Mention, Task
from tenant_apps.timeline.permissions import REMOVE_ACTIVITY, VIEW_TIMELINE, WRITE_TIMELINE

LATEST, PAGE = 6, 25


def activities_of(client: Client) -> QuerySet[Activity]:
    """Return what happened with a client, pinned first, then the latest first."""
    return client.activities.select_related("written_by").order_by("-is_pinned", "-happened_at", "-pk")


@dataclass(frozen=True)
class Page:
    """A screenful, and where the next one begins."""

    rows: list[Activity]
    after: UUID | None


def page_of_activities(client: Client, *, kind: str = "", after: UUID | None = None) -> Page:
    """Return one page, latest first, found by where the last one ended and not by counting."""
    rows = client.activities.select_related("written_by")
    if kind:
        rows = rows.filter(kind=kind)
    last = client.activities.filter(pk=after).first() if after else None
    if last is not None:
        at_once = Q(happened_at=last.happened_at, pk__lt=last.pk)
        rows = rows.filter(Q(happened_at__lt=last.happened_at) | at_once)
    found = list(rows.order_by("-happened_at", "-pk")[: PAGE + 1])
    return Page(found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None)


def open_tasks(client: Client) -> QuerySet[Task]:
    """Return what is to be done for a client, the nearest first."""
    tasks = client.tasks.filter(done_at=None).select_related("assignee", "client")
    return tasks.order_by(F("due_on").asc(nulls_last=True), "pk")


def tasks_for(member: Member) -> QuerySet[Task]:
    """Return what a member has to do, and what nobody took, the nearest first."""
    mine = Task.objects.filter(Q(assignee=member) | Q(assignee=None), done_at=None, client__archived_at=None)
    return mine.select_related("client", "assignee").order_by(F("due_on").asc(nulls_last=True), "pk")


def unseen_mentions(member: Member) -> QuerySet[Mention]:
    """Return where colleagues named a member, the oldest first."""
    waiting = Mention.objects.filter(member=member, seen_at=None, activity__client__archived_at=None)
    return waiting.select_related("activity__client", "activity__written_by").order_by("pk")


def timeline_section(client: Client, member: Member) -> PageSection | None:
    if not VIEW_TIMELINE.allows(member.role):
        return None
    found = list(activities_of(client)[: LATEST + 1])
    context = {
        "client": client,
        "activities": found[:LATEST],
        "has_more": len(found) > LATEST,
        "tasks": open_tasks(client),
        "today": today(),
        "member": member,
        "may_write": WRITE_TIMELINE.allows(member.role) and not client.is_archived,
        "may_remove": REMOVE_ACTIVITY.allows(member.role) and not client.is_archived,
    }
    return PageSection("timeline/_section.html", context)
