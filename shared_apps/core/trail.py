"""The append-only trail: typed events in a hash chain, one chain per jeweler and one for the controller half.

Each link commits to a salted payload kept apart: deleting a payload (lawful erasure) leaves the chain verifiable.
``hash = SHA-256(previous || commitment || seq || at || event || actor || object)``.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.models import TrailEventRow, TrailHeadRow, TrailPayloadRow

GENESIS = bytes(32)
Fact = str | int | bool | None


@dataclass(frozen=True)
class EventType:
    """What happened, as a sentence after the actor's name, and the facts it may hold."""

    name: str
    sentence: str
    facts: frozenset[str]
    personal: frozenset[str]


_types: dict[str, EventType] = {}


class UnknownEvent(LookupError):
    """An event was recorded that no ``events.py`` declares."""


class UndeclaredFact(ValueError):
    """An event was recorded with a fact its declaration does not name."""


def event(name: str, sentence: str, *, facts: Iterable[str] = (), personal: Iterable[str] = ()) -> EventType:
    """Declare an event type, ``app.object.past_tense``; ``personal`` names those facts that point to a person."""
    if name in _types:
        raise ValueError(f"event {name} is declared twice")
    _types[name] = EventType(name, sentence, frozenset(facts), frozenset(personal))
    return _types[name]


def event_type(name: str) -> EventType:
    try:
        return _types[name]
    except KeyError:
        raise UnknownEvent(name) from None


def event_types() -> list[EventType]:
    return sorted(_types.values(), key=lambda t: t.name)


@dataclass(frozen=True)
class Trail:
    """One chain's tables; ``append`` must run in the transaction of the write it describes."""

    name: str
    heads: type[TrailHeadRow]
    events: type[TrailEventRow]
    payloads: type[TrailPayloadRow]

    def append(self, name: str, obj: models.Model | None, *, by: Actor, facts: dict[str, Fact]) -> TrailEventRow:
        declared = event_type(name)
        if undeclared := set(facts) - declared.facts:
            raise UndeclaredFact(f"{name}: {sorted(undeclared)}")
        head = self._locked_head()
        salt, at = secrets.token_bytes(32), now()
        link = self.events(
            seq=head.seq + 1,
            at=at,
            event=name,
            actor_kind=by.actor_kind,
            actor_id=by.actor_id,
            object_type=obj._meta.label_lower if obj is not None else "",
            object_id=obj.pk if obj is not None else None,
            commitment=commitment(salt, facts),
            previous=bytes(head.hash) or GENESIS,
        )
        link.hash = link_hash(link)
        link.save(force_insert=True)
        self.payloads._default_manager.create(event_id=link.pk, salt=salt, facts=facts)
        head.seq, head.hash = link.seq, link.hash
        head.save(update_fields=["seq", "hash"])
        return link

    def _locked_head(self) -> TrailHeadRow:
        heads = self.heads._default_manager
        if head := heads.select_for_update().filter(name=self.name).first():
            return head
        heads.bulk_create([self.heads(name=self.name)], ignore_conflicts=True)
        return heads.select_for_update().get(name=self.name)

    def first_broken_link(self) -> int | None:
        """Recompute the chain; return the seq of the first link that does not hold, None when all do.

        Catches edits, removals, reordering and truncation; a deleted payload is lawful and passes.
        """
        previous, seq = GENESIS, 0
        payloads = {p.event_id: p for p in self.payloads._default_manager.all().iterator()}
        for link in self.events._default_manager.order_by("seq").iterator():
            seq += 1
            payload = payloads.get(link.pk)
            tampered = payload is not None and commitment(bytes(payload.salt), payload.facts) != bytes(link.commitment)
            if link.seq != seq or bytes(link.previous) != previous or link_hash(link) != bytes(link.hash) or tampered:
                return seq
            previous = bytes(link.hash)
        head = self.heads._default_manager.filter(name=self.name).first()
        held = (head.seq, bytes(head.hash) or GENESIS) if head else (0, GENESIS)
        return None if held == (seq, previous) else seq + 1


def commitment(salt: bytes, facts: dict[str, Any]) -> bytes:
    return hashlib.sha256(salt + json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()).digest()


def link_hash(link: TrailEventRow) -> bytes:
    said = (link.seq, _stamp(link.at), link.event, link.actor_kind, _text(link.actor_id), link.object_type)
    body = json.dumps([*said, _text(link.object_id)], separators=(",", ":")).encode()
    return hashlib.sha256(bytes(link.previous) + bytes(link.commitment) + body).digest()


def _stamp(at: datetime) -> str:
    return at.isoformat(timespec="microseconds")


def _text(value: UUID | None) -> str:
    return str(value) if value else ""
