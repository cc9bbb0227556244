"""What needs someone now, in a fixed number of questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from shared_apps.core import clock
from tenant_apps.clienteling.models import ImportantDate
from tenant_apps.clienteling.permissions import VIEW_MEMORY
from tenant_apps.clienteling.queries import reminders
from tenant_apps.clients.enums import LeadState
from tenant_apps.clients.models import Lead
from tenant_apps.clients.queries import leads_visible_to
from tenant_apps.library.enums import WORKING, DesignStatus
from tenant_apps.library.models import Design, File
from tenant_apps.library.queries import designs_visible_to, in_state, with_cover
from tenant_apps.portal.models import Approval, Comment, DataRequest
from tenant_apps.portal.queries import data_requests_visible_to, latest_approvals, waiting_by_design, waiting_comments
from tenant_apps.team.models import Member
from tenant_apps.timeline.models import Mention, Task
from tenant_apps.timeline.permissions import VIEW_TIMELINE
from tenant_apps.timeline.queries import tasks_for, unseen_mentions

SHOWN = 6
PICTURED = 4


@dataclass(frozen=True)
class Today:
    """The first page of a workspace, as far as its reader may know."""

    leads: list[Lead]
    lead_count: int
    comments: list[Comment]
    comment_count: int
    approvals: list[Approval]
    files_working: int
    with_clients: int
    requests: list[DataRequest]
    designs: list[Design]
    days: list[tuple[date, ImportantDate]]
    tasks: list[Task]
    mentions: list[Mention]
    on: date


def today(member: Member) -> Today:
    own = VIEW_TIMELINE.allows(member.role)
    leads = leads_visible_to(member).filter(state=LeadState.NEW)
    return Today(
        leads=list(leads.order_by("pk")[:SHOWN]),
        lead_count=leads.count(),
        comments=waiting_by_design(SHOWN),
        comment_count=waiting_comments().aggregate(designs=Count("design", distinct=True))["designs"],
        approvals=latest_approvals(SHOWN),
        files_working=File.objects.filter(state__in=WORKING).count(),
        with_clients=Design.objects.filter(status=DesignStatus.IN_REVIEW).count(),
        requests=list(data_requests_visible_to(member).filter(closed_at=None)[:SHOWN]),
        designs=list(with_cover(in_state(designs_visible_to(member), "")).order_by("-pk")[:PICTURED]),
        days=reminders(limit=SHOWN) if VIEW_MEMORY.allows(member.role) else [],
        tasks=list(tasks_for(member)[:SHOWN]) if own else [],
        mentions=list(unseen_mentions(member)[:SHOWN]) if own else [],
        on=clock.today(),
    )
