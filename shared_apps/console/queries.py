"""What staff see: what visitors wrote to us, and of jewelers counts and sizes only (P9, P58)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast

from shared_apps.inquiries.enums import InquiryState
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.jewelers.models import Jeweler


@dataclass(frozen=True)
class InboxRow:
    """One line of the inbox."""

    id: UUID
    kind: str
    reference: str
    state: str
    name: str
    about: str
    created_at: datetime

    @property
    def is_brief(self) -> bool:
        return self.kind == "brief"

    @property
    def state_label(self) -> str:
        return str(InquiryState(self.state).label)

    @property
    def tone(self) -> str:
        tones = {"new": "info", "acknowledged": "warning", "introduced": "positive"}
        return tones.get(self.state, "")


def inbox(*, text: str = "", state: str = "") -> QuerySet[Brief, tuple[object, ...]]:
    """Return inquiries and briefs together, newest first, as tuples in the order of InboxRow's fields."""
    briefs = _lines(Brief.objects.all(), "brief", "piece", text, state)
    inquiries = _lines(Inquiry.objects.all(), "inquiry", "company", text, state)
    return briefs.union(inquiries, all=True).order_by("-at")


def _lines(rows: QuerySet, kind: str, about: str, text: str, state: str) -> QuerySet:  # type: ignore[type-arg]
    if state == "open":
        rows = rows.exclude(state=InquiryState.CLOSED)
    elif state in InquiryState.values:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(Q(reference__icontains=text) | Q(name__icontains=text) | Q(email__icontains=text))
    named = rows.annotate(kind=Value(kind), about=Cast(F(about), CharField()), at=F("created_at"))
    return named.values_list("id", "kind", "reference", "state", "name", "about", "at")


def waiting() -> dict[str, int]:
    """Return how much waits: new inquiries, new briefs, briefs nobody has received yet."""
    return {
        "inquiries": Inquiry.objects.filter(state=InquiryState.NEW).count(),
        "briefs": Brief.objects.filter(state=InquiryState.NEW).count(),
        "unintroduced": Brief.objects.exclude(state=InquiryState.CLOSED).filter(introductions=None).count(),
    }


def jewelers_with_counts() -> QuerySet[Jeweler]:
    """Return jewelers with the number of people and of introductions; nothing of what they keep."""
    counted = Jeweler.objects.annotate(
        people=Count("memberships", distinct=True), introduced=Count("introductions", distinct=True)
    )
    return counted.order_by("name", "pk")
