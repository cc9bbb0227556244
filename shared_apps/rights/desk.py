"""What the console shows of requests: the queue by due day, the next step, what happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from shared_apps.accounts.models import Account
from shared_apps.core.models import TrailEvent
from shared_apps.core.trail import event_type
from shared_apps.rights.clocks import days_left, today
from shared_apps.rights.enums import OPEN_STATES, DossierState, Kind, RequestState
from shared_apps.rights.request_models import Deletion, DeletionItem, Dossier, Hold, Request
from shared_apps.rights.subjects import digits_of

SOON = 7
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True)
class Clock:
    """How long there is: the words and the tone of a badge."""

    words: str
    tone: str


def clock_of(request: Request) -> Clock:
    """Return how a request stands against its day; a closed one has no clock."""
    if not request.is_open:
        return Clock(request.get_state_display(), "positive" if request.state == RequestState.DONE else "")
    left = days_left(request.due_on)
    if left < 0:
        return Clock("1 day late" if left == -1 else f"{-left} days late", "negative")
    if left == 0:
        return Clock("Due today", "negative")
    return Clock("1 day left" if left == 1 else f"{left} days left", "warning" if left <= SOON else "positive")


def queue(*, state: str = OPEN, text: str = "") -> QuerySet[Request]:
    """Return requests, the most urgent first; closed ones the newest first."""
    rows = Request.objects.filter(state__in=OPEN_STATES) if state == OPEN else Request.objects.all()
    if state == CLOSED:
        rows = rows.exclude(state__in=OPEN_STATES)
    if text:
        known = Q(reference__iexact=text) | Q(emails__contains=[text.lower()]) | Q(name__icontains=text)
        rows = rows.filter(known | Q(requester_email__iexact=text))
    return rows.order_by("due_on", "pk") if state == OPEN else rows.order_by("-pk")


@dataclass(frozen=True)
class Figures:
    open: int
    late: int
    soon: int
    unknown: int


def figures() -> Figures:
    """Count what is open, late, due within a week, and of people we do not know yet."""
    is_open, day = Q(state__in=OPEN_STATES), today()
    counted = Request.objects.aggregate(
        open=Count("pk", filter=is_open),
        late=Count("pk", filter=is_open & Q(due_on__lt=day)),
        soon=Count("pk", filter=is_open & Q(due_on__gte=day, due_on__lte=day.fromordinal(day.toordinal() + SOON))),
        unknown=Count("pk", filter=is_open & Q(identity="")),
    )
    return Figures(**counted)


@dataclass(frozen=True)
class Step:
    """What is to be done next, in words, and the place on the page or the page where it is done."""

    words: str
    place: str


def next_step(request: Request) -> Step | None:
    """Return what a request waits for; None when it is closed."""
    if not request.is_open:
        return None
    if not request.is_known:
        asked = request.state == RequestState.ASKED
        return Step("Wait for their answer, then note how we know them." if asked else "Find out who asks.", "identity")
    waits = (_copy_step, _correction_step, _restraint_step, _deletion_step)
    found = next((step for step in (wait(request) for wait in waits) if step is not None), None)
    return found or Step("Everything asked for is done: close the request.", "closure")


def _copy_step(request: Request) -> Step | None:
    if not {Kind.ACCESS, Kind.PORTABILITY} & set(request.kinds):
        return None
    dossier = latest_dossier(request)
    if dossier is None or dossier.state == DossierState.EXPIRED:
        return Step("Have the copy made, read it, send the link.", "dossier")
    return Step("Read the copy and send the link.", "dossier") if dossier.token_hash is None else None


def _correction_step(request: Request) -> Step | None:
    if Kind.CORRECTION not in request.kinds or request.corrections.exists():
        return None
    return Step("Correct what is wrong, or refuse with a reason.", "corrections")


def _restraint_step(request: Request) -> Step | None:
    if not {Kind.OBJECTION, Kind.RESTRICTION} & set(request.kinds) or request.restraints.exists():
        return None
    return Step("Stop the uses the person named.", "restraints")


def _deletion_step(request: Request) -> Step | None:
    if Kind.DELETION not in request.kinds:
        return None
    deletion = Deletion.objects.filter(request=request).first()
    if deletion is None or deletion.confirmed_at is None:
        return Step("Look at the plan of the deletion and confirm it.", "deletion")
    return Step("The deletion is being carried out; nothing to do.", "deletion") if deletion.is_open else None


def duplicates_of(request: Request) -> list[Request]:
    """Return other open requests that share an address or a number."""
    others = Request.objects.filter(state__in=OPEN_STATES).exclude(pk=request.pk)
    shared = Q(emails__overlap=request.emails) if request.emails else Q(pk__in=[])
    numbers = {digits_of(phone) for phone in request.phones}
    found = list(others.filter(shared).order_by("pk"))
    if numbers:
        called = others.exclude(phones=[]).exclude(pk__in=[one.pk for one in found]).order_by("pk")
        found += [one for one in called if numbers & {digits_of(phone) for phone in one.phones}]
    return found


@dataclass(frozen=True)
class Moment:
    at: datetime
    who: str
    what: str


def moments_of(request: Request) -> list[Moment]:
    """Return what happened to a request and to what hangs on it, oldest first."""
    keys = [request.pk, *Deletion.objects.filter(request=request).values_list("pk", flat=True)]
    for rows in (request.dossiers, request.restraints, request.corrections, request.refusals, request.passed):
        keys += rows.values_list("pk", flat=True)
    links = list(TrailEvent.objects.filter(event__startswith="rights.", object_id__in=keys).order_by("seq"))
    names = names_of(link.actor_id for link in links)
    return [
        Moment(link.at, names.get(link.actor_id, "DIA'LOG") if link.actor_id else "DIA'LOG", _what(link.event))
        for link in links
    ]


def _what(name: str) -> str:
    sentence = event_type(name).sentence
    return sentence[:1].upper() + sentence[1:]


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    wanted = {account for account in accounts if account is not None}
    known = Account.objects.filter(pk__in=wanted).values_list("pk", "name", "email")
    return {pk: name or email for pk, name, email in known}


def latest_dossier(request: Request) -> Dossier | None:
    return request.dossiers.order_by("-pk").first()


def plan_counts(deletion: Deletion) -> list[dict[str, object]]:
    """Return the plan by table and act, in the order rows go: how many, how many are gone, how many are held."""
    counted = deletion.items.values("step", "model", "act").annotate(
        count=Count("pk"), done=Count("pk", filter=~Q(done_at=None)), held=Count("pk", filter=~Q(hold=None))
    )
    return [dict(row) for row in counted.order_by("step", "model", "act")]


def held_items(deletion: Deletion) -> QuerySet[DeletionItem]:
    return deletion.items.exclude(hold=None).select_related("hold").order_by("step", "pk")


def holds(*, ended: bool = False) -> QuerySet[Hold]:
    """Return holds, the first to end first; ended ones the latest first."""
    rows = Hold.objects.select_related("request")
    if ended:
        return rows.exclude(released_at=None).order_by("-released_at", "-pk")
    return rows.filter(released_at=None).order_by("until", "pk")
