"""A thread is an inquiry or a brief with all that was said since: found, locked, and held against two people at once.

Every act may say what the person had ``seen`` when they decided: the number of the thread's last event. When somebody
did something after that, the act is refused with what they did, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from shared_apps.core.errors import DomainError
from shared_apps.core.models import TrailEvent
from shared_apps.inquiries.models import Brief, BriefEntry, Entry, Inquiry, InquiryEntry, Received

MODELS: dict[str, type[Received]] = {"brief": Brief, "inquiry": Inquiry}
ENTRIES: dict[str, type[InquiryEntry | BriefEntry]] = {"brief": BriefEntry, "inquiry": InquiryEntry}


class InquiryClosed(DomainError):
    message = "This is closed already."


class ChangedMeanwhile(DomainError):
    """Somebody acted after this person looked; ``events`` says what."""

    message = "Somebody else was here after you opened this. Nothing was done yet; please look and decide again."

    def __init__(self, events: Sequence[TrailEvent]) -> None:
        super().__init__()
        self.events = list(events)


def received_by(kind: str, pk: str | UUID) -> Received:
    """Return a thread; raises the model's DoesNotExist."""
    return MODELS[kind]._default_manager.get(pk=pk)


def last_seen(received: Received) -> int:
    """Return the number of the last thing that happened to a thread, 0 when nothing did."""
    events = _events(received).order_by("-seq")
    return events.values_list("seq", flat=True).first() or 0


def locked[Kind: Received](received: Kind, *, seen: int | None = None) -> Kind:
    """Return a thread as it is now, held until the transaction ends; raises ChangedMeanwhile."""
    held = type(received)._default_manager.select_for_update().get(pk=received.pk)
    if seen is not None:
        refuse_what_changed(held, seen)
    return held


def opened[Kind: Received](received: Kind, *, seen: int | None = None) -> Kind:
    """Return an open thread, held; raises ChangedMeanwhile before InquiryClosed, since it says more."""
    held = locked(received, seen=seen)
    if not held.is_open:
        raise InquiryClosed
    return held


def refuse_what_changed(received: Received, seen: int) -> None:
    """Let an act on a held thread pass if nobody acted since; raises ChangedMeanwhile."""
    newer = _events(received).filter(seq__gt=seen).exclude(actor_kind="system").order_by("seq")
    if events := list(newer):
        raise ChangedMeanwhile(events)


def entries_of(received: Received) -> list[Entry]:
    """Return what was said after the first message, oldest first."""
    return list(ENTRIES[received.kind]._default_manager.filter(received_id=received.pk).order_by("said_at", "id"))


def events_of(received: Received) -> list[TrailEvent]:
    """Return what was done, oldest first."""
    return list(_events(received).order_by("seq"))


def _events(received: Received) -> QuerySet[TrailEvent]:
    return TrailEvent.objects.filter(object_type=received._meta.label_lower, object_id=received.pk)
