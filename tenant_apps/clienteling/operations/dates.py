"""Writes of days that matter, and of the wish to be greeted on them."""

from __future__ import annotations

from typing import TypedDict, Unpack

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now, today
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from tenant_apps.audit.operations import record
from tenant_apps.clienteling.calendar import checked_day, checked_year
from tenant_apps.clienteling.enums import DateKind
from tenant_apps.clienteling.models import GreetingConsent, ImportantDate
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import open_client, refuse_card_numbers


class DateFields(TypedDict, total=False):
    kind: str
    whose: str
    day: int
    month: int
    year: int | None
    lead_days: int


@jeweler_atomic()
def note_date(client: Client, *, by: Actor, **fields: Unpack[DateFields]) -> ImportantDate:
    """Keep a day of the year; raises NoSuchDay, YearImplausible, YearOfAChild."""
    client = open_client(client)
    made = ImportantDate(client=client, **fields)
    _check(made)
    made.save(force_insert=True)
    record("clienteling.date.noted", made, by=by, number=client.number)
    return made


@jeweler_atomic()
def change_date(kept: ImportantDate, *, by: Actor, **fields: Unpack[DateFields]) -> ImportantDate:
    """Change a day; raises as ``note_date`` does."""
    client = open_client(kept.client)
    kept = client.dates.get(pk=kept.pk)
    changed = [name for name, value in fields.items() if getattr(kept, name) != value]
    for name in changed:
        setattr(kept, name, fields[name])  # type: ignore[literal-required]
    _check(kept)
    if changed:
        kept.save(update_fields=changed)
        record("clienteling.date.changed", kept, by=by, number=client.number)
    return kept


@jeweler_atomic()
def forget_date(kept: ImportantDate, *, by: Actor) -> None:
    client = open_client(kept.client)
    if client.dates.filter(pk=kept.pk).delete()[0]:
        record("clienteling.date.forgotten", client, by=by, number=client.number)


def _check(kept: ImportantDate) -> None:
    refuse_card_numbers(kept.whose)
    checked_day(kept.month, kept.day)
    if kept.year is not None:
        of_birth = kept.kind == DateKind.BIRTHDAY
        checked_year(kept.year, kept.month, kept.day, of_birth=of_birth, today=today())


class GreetingNotForMinors(DomainError):
    message = "A client under 16 is not greeted by mail."


@jeweler_atomic()
def allow_greetings(client: Client, *, how: str, by: Actor) -> GreetingConsent:
    """Note that a client wants to be greeted, and how they said so; doing it twice keeps the first."""
    client = open_client(client)
    refuse_card_numbers(how)
    if client.is_minor:
        raise GreetingNotForMinors
    if given := client.greeting_consents.filter(withdrawn_at=None).first():
        return given
    given = GreetingConsent.objects.create(client=client, how=how, noted_by_id=by.actor_id)
    record("clienteling.greetings.allowed", given, by=by, number=client.number)
    return given


@jeweler_atomic()
def stop_greetings(client: Client, *, by: Actor) -> None:
    """Note that a client wants no greetings any more; it holds at once."""
    client = open_client(client)
    if client.greeting_consents.filter(withdrawn_at=None).update(withdrawn_at=now()):
        record("clienteling.greetings.stopped", client, by=by, number=client.number)
