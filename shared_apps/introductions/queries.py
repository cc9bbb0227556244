"""Reads of who was introduced to whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from shared_apps.accounts.models import Membership
from shared_apps.core.clock import now
from shared_apps.core.roles import MANAGERS
from shared_apps.inquiries.models import Brief
from shared_apps.introductions.enums import IN_HAND, IntroductionState
from shared_apps.introductions.models import Choice, Conflict, FollowUp, Introduction, Proposal, Share

TABS = {
    "open": (IntroductionState.ASKED, *IN_HAND),
    "waiting": (IntroductionState.WAITING,),
    "ended": (
        IntroductionState.WON,
        IntroductionState.LOST,
        IntroductionState.DECLINED,
        IntroductionState.LAPSED,
        IntroductionState.WITHDRAWN,
        IntroductionState.SPARED,
    ),
}


def introductions_of(brief: Brief) -> QuerySet[Introduction]:
    return Introduction.objects.filter(brief=brief).select_related("jeweler").order_by("id")


def recipients_of(brief: Brief, *, since: datetime | None = None) -> QuerySet[Introduction]:
    """Return the introductions by which a jeweler holds this brief, for corrections and deletions (PDPO s.23)."""
    rows = introductions_of(brief).filter(delivered_at__isnull=False)
    return rows if since is None else rows.filter(delivered_at__gte=since)


def shares_of(brief_id: UUID) -> QuerySet[Share]:
    """Return the record of everything that was handed over of a brief, oldest first."""
    return Share.objects.filter(brief_id=brief_id).order_by("id")


def conflicts_with(email: str, jewelers: Collection[UUID] | None = None) -> set[UUID]:
    """Return the jewelers this person is not to be introduced to."""
    email = email.strip().lower()
    rows = Conflict.objects.filter(Q(address=email) | Q(address=f"@{email.rpartition('@')[2]}"))
    if jewelers is not None:
        rows = rows.filter(jeweler__in=jewelers)
    return set(rows.values_list("jeweler_id", flat=True))


def office_of(jeweler_id: UUID) -> list[str]:
    """Return where to write to those who decide in a house."""
    deciding = Membership.objects.filter(jeweler_id=jeweler_id, role__in=MANAGERS, account__is_active=True)
    return list(deciding.order_by("pk").values_list("account__email", flat=True))


def proposals_of(brief: Brief) -> QuerySet[Proposal]:
    """Return the proposals made for a brief with the houses in them, the latest first."""
    choices = Choice.objects.select_related("jeweler").order_by("position")
    return brief.proposals.prefetch_related(Prefetch("choices", queryset=choices)).order_by("-id")


def introductions_in(tab: str) -> QuerySet[Introduction]:
    """Return the introductions of a tab with brief and jeweler: what is due first, else the latest."""
    rows = Introduction.objects.filter(state__in=TABS[tab]).select_related("brief", "jeweler")
    if tab == "open":
        return rows.order_by("answer_due_at", "id")
    return rows.order_by("-id")


def due_follow_ups(at: datetime | None = None) -> QuerySet[FollowUp]:
    """Return what staff have to look after by now, the oldest first."""
    rows = FollowUp.objects.filter(done_at=None, due_at__lte=at or now())
    return rows.select_related("brief", "introduction__jeweler").order_by("due_at", "id")
