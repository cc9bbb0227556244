"""What the console's lists show: DIA'LOG's own records, and of jewelers counts only (P9, P58)."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from shared_apps.accounts.models import Account, Membership
from shared_apps.core.roles import Role
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler


def jewelers_counted(*, state: str = "", text: str = "") -> QuerySet[Jeweler]:
    """Return jewelers by name with the number of their members and of the briefs they received."""
    rows = Jeweler.objects.exclude(state=JewelerState.DELETED) if not state else Jeweler.objects.filter(state=state)
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(slug__icontains=text))
    members = Count("memberships", distinct=True)
    owned = Exists(Membership.objects.filter(jeweler=OuterRef("pk"), role=Role.OWNER))
    counted = rows.annotate(members=members, briefs=Count("introductions", distinct=True), has_owner=owned)
    return counted.order_by("name", "pk")


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of accounts of ours by id; those without a name appear by their address."""
    wanted = {account for account in accounts if account is not None}
    known = Account.objects.filter(pk__in=wanted).values_list("pk", "name", "email")
    return {pk: name or email for pk, name, email in known}
