"""Reads of grants and visits."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, QuerySet, Sum
from django.db.models.functions import Coalesce

from shared_apps.accounts.models import Account, Membership
from shared_apps.accounts.queries import has_second_factor
from shared_apps.core.clock import now
from shared_apps.core.roles import Role
from shared_apps.notices.addressees import Addressee
from shared_apps.support.models import Grant, Visit
from shared_apps.support.visitors import Visitor
from shared_apps.tenancy.tenants import OPEN_STATES


def live_grants(jeweler_id: UUID | None = None) -> QuerySet[Grant]:
    """Return the grants under which somebody may come in now, an owner's before broken glass."""
    live = Grant.objects.filter(revoked_at=None, ends_at__gt=now(), jeweler__state__in=OPEN_STATES)
    if jeweler_id is not None:
        live = live.filter(jeweler_id=jeweler_id)
    return live.order_by("-basis", "-ends_at")


def asked_grants(jeweler_id: UUID) -> QuerySet[Grant]:
    """Return the requests to break the glass that wait for a second person."""
    return Grant.objects.filter(jeweler_id=jeweler_id, decided_by_id=None, revoked_at=None).order_by("-created_at")


def grants_of(jeweler_id: UUID) -> QuerySet[Grant]:
    """Return every grant a jeweler ever had with how many pages were asked for, newest first."""
    decided = Grant.objects.filter(jeweler_id=jeweler_id, decided_by_id__isnull=False)
    counted = decided.annotate(pages=Coalesce(Sum("visits__pages"), 0), people=Count("visits"))
    return counted.order_by("-starts_at", "-pk")


def may_visit(account: Account) -> bool:
    """Tell whether an account is DIA'LOG staff with a second factor."""
    return account.is_active and account.is_staff and has_second_factor(account.pk)


def pass_for(account: Account, jeweler_id: UUID) -> UUID | None:
    """Return the grant under which a member of staff may enter a workspace now."""
    if not may_visit(account):
        return None
    return live_grants(jeweler_id).values_list("pk", flat=True).first()


def visitor_under(account: Account, jeweler_id: UUID, grant_id: UUID | None) -> Visitor | None:
    """Return who comes under a grant, if it still holds and the person may still use it."""
    if grant_id is None or not may_visit(account):
        return None
    grant = live_grants(jeweler_id).filter(pk=grant_id).first()
    return Visitor(account, grant) if grant else None


def owners_of(jeweler_id: UUID) -> list[Addressee]:
    """Return the owners to tell of something."""
    owners = Membership.objects.filter(jeweler_id=jeweler_id, role=Role.OWNER, account__is_active=True)
    rows = owners.order_by("pk").values_list("account__email", "account_id")
    return [Addressee(email, jeweler_id, account_id) for email, account_id in rows]


def visits_under(grants: Iterable[UUID]) -> QuerySet[Visit]:
    return Visit.objects.filter(grant__in=list(grants)).select_related("account").order_by("-last_at", "pk")
