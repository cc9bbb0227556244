"""What is said after the first message: our replies and calls, the person's answers, notes among ourselves."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from shared_apps.accounts.models import Account
from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.restraints import Restrained, refuse_if_restrained
from shared_apps.core.working_hours import add_working_hours
from shared_apps.egress import mail
from shared_apps.inquiries.enums import EntryKind, InquiryState
from shared_apps.inquiries.models import Entry, Received
from shared_apps.inquiries.operations import ArrivesLater, opened_again, taken_up
from shared_apps.inquiries.threads import ENTRIES, locked, opened
from shared_apps.inquiries.words import checked, checked_reply

# What no second try would change: the address cannot be written to, or the person stopped us.
FINAL = (mail.MailAddressInvalid, mail.MailRefused, Restrained)


class ByPhoneOnly(DomainError):
    message = "They asked, discreetly, to be reached by phone only. Call them, and write down here that you did."


@controller_atomic()
def reply(received: Received, *, words: str, by: Account, seen: int | None = None, template: str = "") -> Entry:
    """Answer by mail: kept now, sent by a worker, never twice."""
    received = opened(received, seen=seen)
    refuse_if_restrained(received.email, Purpose.RESPOND)
    if not received.may_be_mailed:
        raise ByPhoneOnly
    entry = _say(received, EntryKind.REPLY, checked_reply(words), by=by, template=template)
    _answered(received, by=by)
    record(f"inquiries.{received.kind}.replied", received, by=by, entry=str(entry.pk))
    enqueue("inquiries.send_reply", half=Half.CONTROLLER, kind=received.kind, pk=str(entry.pk))
    return entry


@controller_atomic()
def note_call(received: Received, *, words: str, by: Account, seen: int | None = None) -> Entry:
    """Write down what was said on the phone or in person, which answers like a reply."""
    received = opened(received, seen=seen)
    refuse_if_restrained(received.email, Purpose.RESPOND)
    entry = _say(received, EntryKind.CALL, checked(words), by=by)
    _answered(received, by=by)
    record(f"inquiries.{received.kind}.spoken_to", received, by=by, entry=str(entry.pk))
    return entry


@controller_atomic()
def note_answer(received: Received, *, words: str, arrived_at: datetime, by: Account, seen: int | None = None) -> Entry:
    """Enter what the person wrote back; the clock runs from when it arrived, and what was closed is open again."""
    received = locked(received, seen=seen)
    if arrived_at > now():
        raise ArrivesLater
    entry = _say(received, EntryKind.RECEIVED, checked(words), by=by, said_at=arrived_at)
    changed = [] if received.is_open or received.is_merged else opened_again(received)
    received.answer_by = add_working_hours(arrived_at, settings.ANSWER_HOURS)
    received.save(update_fields=["answer_by", *changed])
    record(f"inquiries.{received.kind}.wrote_again", received, by=by, entry=str(entry.pk))
    return entry


@controller_atomic()
def add_note(received: Received, *, words: str, by: Account) -> Entry:
    """Add a note that only staff read; two people's notes never stand in each other's way."""
    received = locked(received)
    entry = _say(received, EntryKind.NOTE, checked(words), by=by)
    record(f"inquiries.{received.kind}.noted", received, by=by, entry=str(entry.pk))
    return entry


def _say(
    received: Received,
    kind: EntryKind,
    words: str,
    *,
    by: Account,
    template: str = "",
    said_at: datetime | None = None,
) -> Entry:
    return ENTRIES[received.kind]._default_manager.create(
        received_id=received.pk,
        kind=kind,
        words=words,
        by_id=by.pk,
        said_at=said_at or now(),
        template=template,
        language=received.language,
    )


def _answered(received: Received, *, by: Actor) -> None:
    changed = taken_up(received, by.actor_id)
    if received.state == InquiryState.ACKNOWLEDGED:
        received.state = InquiryState.ANSWERED
    received.answered_at, received.answer_by = received.answered_at or now(), None
    received.save(update_fields=[*changed, "answered_at", "answer_by"])


def send_reply(*, kind: str, pk: str) -> None:
    """Send a reply that was kept; when it cannot arrive, say so on it and owe the answer again."""
    entry = ENTRIES[kind]._default_manager.select_related("received").get(pk=pk)
    if not entry.is_on_its_way:
        return
    received = entry.received
    author = Account.objects.filter(pk__in=[entry.by_id]).values_list("name", flat=True).first()
    context = {"words": entry.words, "author": author or "", "reference": received.reference}
    try:
        sent = mail.send("inquiries.reply", to=received.email, context=context, language=entry.language, about=entry.pk)
    except FINAL:
        _returned(entry)
        return
    ENTRIES[kind]._default_manager.filter(pk=pk).update(sent_at=now(), mail_id=sent)


@controller_atomic()
def _returned(entry: Entry) -> None:
    received = locked(entry.received)  # type: ignore[attr-defined]
    entry.returned_at = now()
    entry.save(update_fields=["returned_at"])
    received.answer_by = now()
    received.save(update_fields=["answer_by"])
