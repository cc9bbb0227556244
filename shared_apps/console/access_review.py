"""Who of our staff could reach what of a jeweler in a quarter, and who did (P58)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from shared_apps.accounts.models import Account
from shared_apps.accounts.queries import SECOND_FACTORS, names_of
from shared_apps.core.clock import now
from shared_apps.support.areas import labels
from shared_apps.support.models import Grant, Visit
from shared_apps.support.queries import visits_under

HEADINGS = (
    "staff",
    "e-mail",
    "jeweler",
    "on whose word",
    "areas",
    "changes allowed",
    "from",
    "until",
    "could reach",
    "pages asked for",
)
SHOWN = 8


@dataclass(frozen=True)
class Quarter:
    year: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def start(self) -> datetime:
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        return self.following.start

    @property
    def following(self) -> Quarter:
        return Quarter(self.year + self.number // 4, self.number % 4 + 1)


@dataclass(frozen=True)
class Line:
    """One access in the quarter: the grant, its areas in words, who decided, who came and how often."""

    grant: Grant
    areas: list[str]
    decided_by: str
    visits: list[Visit]


def quarter_named(text: str) -> Quarter:
    """Return the quarter of a name like 2026-Q4, else the present one."""
    match = re.fullmatch(r"(20\d\d)-Q([1-4])", text)
    return Quarter(int(match[1]), int(match[2])) if match else _quarter_of(now())


def recent_quarters() -> list[Quarter]:
    """Return the present quarter and those before it."""
    found = [_quarter_of(now())]
    while len(found) < SHOWN:
        found.append(_quarter_of(found[-1].start - timedelta(days=1)))
    return found


def accesses_in(quarter: Quarter) -> QuerySet[Grant]:
    """Return the grants that were open at some time in a quarter, the newest first."""
    ended = Coalesce(F("revoked_at"), F("ends_at"))
    within = Grant.objects.annotate(over_at=ended).filter(starts_at__lt=quarter.end, over_at__gte=quarter.start)
    return within.select_related("jeweler").order_by("-starts_at", "-pk")


def lines_of(grants: Iterable[Grant]) -> list[Line]:
    """Return accesses with their visits and names, in two questions."""
    rows = list(grants)
    people = names_of(grant.decided_by_id for grant in rows)
    visits: dict[object, list[Visit]] = {}
    for visit in visits_under(grant.pk for grant in rows):
        visits.setdefault(visit.grant_id, []).append(visit)
    return [
        Line(grant, labels(grant.areas), people.get(grant.decided_by_id, ""), visits.get(grant.pk, []))
        for grant in rows
        if grant.decided_by_id
    ]


def staff_in(quarter: Quarter) -> QuerySet[Any]:
    """Return our staff with whether they could come in at all and how many pages they asked for in a quarter."""
    inside = Q(visits__last_at__gte=quarter.start, visits__last_at__lt=quarter.end)
    factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=SECOND_FACTORS)
    counted = Account.objects.filter(Q(is_staff=True) | inside).annotate(
        has_factor=Exists(factors),
        grants=Count("visits", filter=inside, distinct=True),
        pages=Coalesce(Sum("visits__pages", filter=inside), 0),
    )
    return counted.distinct().order_by("email")


def table_of(quarter: Quarter) -> Iterator[tuple[object, ...]]:
    """Yield the review's rows: each member of staff with each access."""
    people = list(staff_in(quarter))
    for line in lines_of(accesses_in(quarter)):
        pages = {visit.account_id: visit.pages for visit in line.visits}
        for person in people:
            could = person.has_factor and person.is_staff and person.is_active
            if could or person.pk in pages:
                yield _row(line, person, pages.get(person.pk, 0), could=could)


def _row(line: Line, person: Any, pages: int, *, could: bool) -> tuple[object, ...]:
    grant = line.grant
    until = grant.revoked_at or grant.ends_at
    return (
        person.name,
        person.email,
        grant.jeweler.slug,
        grant.get_basis_display(),
        "; ".join(line.areas),
        "yes" if grant.may_write else "no",
        grant.starts_at.isoformat(timespec="minutes") if grant.starts_at else "",
        until.isoformat(timespec="minutes") if until else "",
        "yes" if could else "no longer",
        pages,
    )


def _quarter_of(at: datetime) -> Quarter:
    return Quarter(at.year, (at.month - 1) // 3 + 1)
