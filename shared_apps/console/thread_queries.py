"""What a thread's page says: who did what when, what was said, and how long we have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from shared_apps.accounts.models import Account
from shared_apps.accounts.queries import names_of
from shared_apps.core.models import TrailEvent, TrailPayload
from shared_apps.core.trail import event_type
from shared_apps.egress.models import MailStatus, SentMail
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import Entry, Received
from shared_apps.inquiries.threads import ENTRIES

type Names = dict[UUID, str]

CAME_BACK = frozenset({MailStatus.BOUNCED, MailStatus.REFUSED})


@dataclass(frozen=True)
class Moment:
    """One thing that was done: by whom, when, and the words that went with it."""

    at: datetime
    who: str
    what: str
    words: str = ""


@dataclass(frozen=True)
class Remark:
    """One thing that was said, with who said it and whether a mail arrived."""

    entry: Entry
    who: str
    came_back: bool


def moments_of(received: Received, events: Sequence[TrailEvent], *, with_words: bool = False) -> list[Moment]:
    """Return events as sentences, in four queries however many there are."""
    facts = dict(TrailPayload.objects.filter(event_id__in=[e.pk for e in events]).values_list("event_id", "facts"))
    given_to = [UUID(told["account"]) for told in facts.values() if told.get("account")]
    names = names_of([*(event.actor_id for event in events), *given_to])
    words = _words(received, facts.values()) if with_words else {}
    return [_moment(event, facts.get(event.pk, {}), names, words) for event in events]


def _moment(event: TrailEvent, told: dict[str, Any], names: Names, words: dict[str, str]) -> Moment:
    what = event_type(event.event).sentence
    if to := told.get("account"):
        what = f"{what}: {names.get(UUID(to), '')}"
    if reason := told.get("reason"):
        what = f"{what}: {CloseReason(reason).label.lower()}"
    who = names.get(event.actor_id, "") if event.actor_id else ""
    nobody = "The person" if event.event.endswith(".received") else "The system"
    return Moment(event.at, who or nobody, what, words.get(told.get("entry", ""), ""))


def _words(received: Received, facts: Iterable[dict[str, Any]]) -> dict[str, str]:
    keys = [told["entry"] for told in facts if told.get("entry")]
    said = ENTRIES[received.kind]._default_manager.filter(pk__in=keys).values_list("pk", "words")
    return {str(pk): words for pk, words in said}


def remarks_of(entries: Sequence[Entry], names: Names) -> list[Remark]:
    """Return what was said with the names of those who said it, and whether a mail came back."""
    sent = [entry.mail_id for entry in entries if entry.mail_id]
    returned = set(SentMail.objects.filter(pk__in=sent, status__in=CAME_BACK).values_list("pk", flat=True))
    return [
        Remark(
            entry=entry,
            who=names.get(entry.by_id, "") if entry.by_id else "",
            came_back=entry.returned_at is not None or entry.mail_id in returned,
        )
        for entry in entries
    ]


def colleagues() -> list[tuple[str, str]]:
    """Return who can have a thread in hand."""
    staff = Account.objects.filter(is_staff=True, is_active=True).order_by("name", "email")
    return [(str(account.pk), account.name or account.email) for account in staff]
