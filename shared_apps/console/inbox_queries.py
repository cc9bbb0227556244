"""The inbox as rows: what waits in both kinds, whose it is, and what its clock says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate
from django.http import QueryDict

from shared_apps.core.clock import now
from shared_apps.inquiries.enums import RUSH, InquiryState, Piece, Timing
from shared_apps.inquiries.models import Brief, Inquiry, Received
from shared_apps.inquiries.threads import ENTRIES, MODELS

type Rows = QuerySet[Any, dict[str, Any]]

OPEN = "open"
KINDS = {"": "Everything", "brief": "Briefs", "inquiry": "Inquiries"}
STATES = {OPEN: "Open", **dict(InquiryState.choices), "": "Any state"}
WHOSE = {"": "Anybody's", "mine": "Mine", "nobody": "Nobody's"}
CLOCKS = {"": "Any clock", "late": "Late", "soon": "Due soon", "owed": "We owe an answer"}
SORTS = {"newest": "Newest first", "due": "Due first"}
CHOICES = {"kind": KINDS, "state": STATES, "whose": WHOSE, "clock": CLOCKS, "sort": SORTS}

# A clock turns amber this long before it runs out.
NEARLY = timedelta(minutes=30)
TEXTS = {
    "brief": ("name", "email", "phone", "location", "preferences"),
    "inquiry": ("name", "email", "company", "message"),
}
COLUMNS = (
    "pk",
    "which",
    "reference",
    "state",
    "name",
    "about",
    "created_at",
    "assigned_to_id",
    "due",
    "rushes",
    "whispers",
)


@dataclass(frozen=True)
class Asked:
    """How the inbox is looked at; anything unknown in an address falls back to what is usual."""

    kind: str = ""
    state: str = OPEN
    whose: str = ""
    clock: str = ""
    sort: str = "newest"
    rush: bool = False
    text: str = ""

    @classmethod
    def of(cls, query: QueryDict, text: str) -> Asked:
        told = {name: query.get(name, "") for name, choices in CHOICES.items() if query.get(name) in choices}
        return cls(**{**told, "text": text}, rush=query.get("rush") == "1")

    @property
    def is_filtered(self) -> bool:
        return replace(self, sort="newest") != Asked()

    def query(self, **changes: Any) -> str:
        """Return this way of looking as an address, without what is usual."""
        usual, told = Asked(), replace(self, **changes)
        parts = {name: getattr(told, name) for name in CHOICES if getattr(told, name) != getattr(usual, name)}
        parts |= ({"rush": "1"} if told.rush else {}) | ({"q": told.text} if told.text else {})
        return urlencode(parts)


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
    assigned_to_id: UUID | None
    due: datetime | None
    rushes: bool
    whispers: bool

    @property
    def clock(self) -> str:
        return clock_of(self.due)

    @property
    def state_label(self) -> str:
        return InquiryState(self.state).label

    @property
    def subject(self) -> str:
        """What it is about in a word or two."""
        return str(Piece(self.about).label) if self.kind == "brief" else self.about


def clock_of(due: datetime | None) -> str:
    """Return ``late``, ``soon``, ``calm``, or nothing when nothing is owed."""
    if due is None:
        return ""
    if due <= now():
        return "late"
    return "soon" if due <= now() + NEARLY else "calm"


def due() -> Case:
    """Return until when the next thing is owed: reading what is new, answering what is read, nothing when closed."""
    return Case(
        When(state=InquiryState.NEW, then=F("acknowledge_by")),
        When(~Q(state=InquiryState.CLOSED), then=F("answer_by")),
    )


def inbox(asked: Asked, *, me: UUID) -> Rows:
    """Return inquiries and briefs that match, as values."""
    parts = [_part(kind, asked, me) for kind in ("inquiry", "brief") if asked.kind in {"", kind}]
    first, *rest = parts
    joined = first.union(*rest, all=True) if rest else first
    order = ("due", "created_at", "pk") if asked.sort == "due" else ("-created_at", "-pk")
    return joined.order_by(*order)


def _part(kind: str, asked: Asked, me: UUID) -> Rows:
    rows: QuerySet[Any, Any] = MODELS[kind]._default_manager.annotate(due=due(), **_flags(kind))
    if asked.state == OPEN:
        rows = rows.exclude(state=InquiryState.CLOSED)
    elif asked.state:
        rows = rows.filter(state=asked.state)
    if asked.whose:
        rows = rows.filter(assigned_to_id=me if asked.whose == "mine" else None)
    if asked.clock:
        rows = rows.filter(_on_clock(asked.clock))
    if asked.rush:
        rows = rows.filter(rushes=True)
    if asked.text:
        rows = rows.filter(pk__in=matching(kind, asked.text))
    about = "piece" if kind == "brief" else "company"
    named = rows.annotate(which=Cast(Value(kind), CharField()), about=Cast(F(about), CharField()))
    part: Rows = named.order_by().values(*COLUMNS)
    return part


def _flags(kind: str) -> dict[str, Any]:
    if kind == "inquiry":
        return {name: Value(False, BooleanField()) for name in ("rushes", "whispers")}
    soon = Q(needed_on__lt=TruncDate("created_at") + Value(RUSH))
    rush = Q(timing__in=[timing for timing in Timing if timing.is_rush]) | soon
    whispers = Q(contact_preference__startswith="discreet_")
    return {
        "rushes": Case(When(rush, then=True), default=False, output_field=BooleanField()),
        "whispers": ExpressionWrapper(whispers, BooleanField()),
    }


def _on_clock(clock: str) -> Q:
    if clock == "late":
        return Q(due__lte=now())
    return Q(due__gt=now(), due__lte=now() + NEARLY) if clock == "soon" else Q(due__isnull=False)


def matching(kind: str, text: str) -> QuerySet[Any, tuple[UUID]]:
    """Return the keys of threads whose reference is the text, or in which somebody used it, in any case."""
    found = Q(reference__iexact=text) | Q(reference__iexact=_with_hyphen(text))
    for field in TEXTS[kind]:
        found |= Q(**{f"{field}__icontains": text})
    own: QuerySet[Any, tuple[UUID]] = MODELS[kind]._default_manager.filter(found).order_by().values_list("pk")
    said = ENTRIES[kind]._default_manager.filter(words__icontains=text).order_by().values_list("received_id")
    return own.union(said)


def _with_hyphen(text: str) -> str:
    return f"{text[:4]}-{text[4:]}" if len(text) == 8 else text


def inbox_rows(values: Iterable[dict[str, Any]]) -> list[InboxRow]:
    return [InboxRow(kind=row["which"], **{name: row[name] for name in COLUMNS if name != "which"}) for row in values]


def picked(picks: Iterable[str]) -> list[Received]:
    """Return the threads ticked in a list as ``kind:key``; what is not there any more is left out."""
    keys: dict[str, list[UUID]] = {kind: [] for kind in MODELS}
    for pick in picks:
        kind, _colon, key = pick.partition(":")
        try:
            keys[kind].append(UUID(key))
        except (KeyError, ValueError):
            continue
    return [row for kind, pks in keys.items() if pks for row in MODELS[kind]._default_manager.filter(pk__in=pks)]


@dataclass(frozen=True)
class InboxFigures:
    """How much waits, in numbers."""

    new: int
    late: int
    mine: int
    nobodys: int


def inbox_figures(me: UUID) -> InboxFigures:
    """Count what is open in both kinds, in two queries."""
    is_open = ~Q(state=InquiryState.CLOSED)
    counted = {
        "new": Count("pk", filter=Q(state=InquiryState.NEW)),
        "late": Count("pk", filter=Q(due__lte=now())),
        "mine": Count("pk", filter=is_open & Q(assigned_to_id=me)),
        "nobodys": Count("pk", filter=is_open & Q(assigned_to_id=None)),
    }
    kinds = [model.objects.annotate(due=due()).aggregate(**counted) for model in (Inquiry, Brief)]
    return InboxFigures(**{name: sum(kind[name] for kind in kinds) for name in counted})
