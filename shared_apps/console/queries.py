"""What the console's lists show: DIA'LOG's own records, and of jewelers counts only (P9, P58)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from shared_apps.accounts.models import Account, Membership
from shared_apps.core.clock import now
from shared_apps.core.roles import Role
from shared_apps.inquiries.enums import InquiryState, Piece
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler

OVERDUE = timedelta(days=1)
OPEN = "open"
type Rows = QuerySet[Any, dict[str, Any]]
ROW = ("pk", "kind", "reference", "state", "name", "about", "created_at")


@dataclass(frozen=True)
class InboxRow:
    """A line of the inbox."""

    pk: UUID
    kind: str
    reference: str
    state: str
    name: str
    about: str
    created_at: datetime

    @property
    def is_overdue(self) -> bool:
        """Whether nobody took it up for a day."""
        return self.state == InquiryState.NEW and self.created_at < now() - OVERDUE

    @property
    def state_label(self) -> str:
        return InquiryState(self.state).label

    @property
    def subject(self) -> str:
        """What it is about in a word or two."""
        return str(Piece(self.about).label) if self.kind == "brief" else self.about


def inbox(*, kind: str = "", state: str = "", text: str = "") -> Rows:
    """Return inquiries and briefs that match, newest first, as values."""
    parts = []
    if kind != "brief":
        parts.append(_part(Inquiry.objects.all(), "inquiry", "company", state, text))
    if kind != "inquiry":
        parts.append(_part(Brief.objects.all(), "brief", "piece", state, text))
    first, *rest = parts
    joined = first.union(*rest, all=True) if rest else first
    return joined.order_by("-created_at", "-pk")


def _part(rows: QuerySet[Any], kind: str, about: str, state: str, text: str) -> Rows:
    if state == OPEN:
        rows = rows.exclude(state=InquiryState.CLOSED)
    elif state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(reference__iexact=text) | Q(email__iexact=text) | Q(name__icontains=text))
    named = rows.annotate(kind=Cast(Value(kind), CharField()), about=Cast(F(about), CharField()))
    part: Rows = named.order_by().values(*ROW)
    return part


def inbox_rows(values: Iterable[dict[str, Any]]) -> list[InboxRow]:
    return [InboxRow(**row) for row in values]


@dataclass(frozen=True)
class InboxFigures:
    """How much waits, in numbers."""

    new: int
    overdue: int
    in_hand: int
    introduced: int


def inbox_figures() -> InboxFigures:
    """Count what is open in both kinds, in two queries."""
    is_new = Q(state=InquiryState.NEW)
    counted = {
        "new": Count("pk", filter=is_new),
        "overdue": Count("pk", filter=is_new & Q(created_at__lt=now() - OVERDUE)),
        "in_hand": Count("pk", filter=Q(state=InquiryState.ACKNOWLEDGED)),
        "introduced": Count("pk", filter=Q(state=InquiryState.INTRODUCED)),
    }
    kinds = [Inquiry.objects.aggregate(**counted), Brief.objects.aggregate(**counted)]
    return InboxFigures(**{name: sum(kind[name] for kind in kinds) for name in counted})


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
