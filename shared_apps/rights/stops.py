"""Objections and restrictions: a use of a person's data that stands still until it is lifted (P62, P63).

An address is kept as a keyed hash, so the list names nobody, and what was erased stays stopped without being known.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.rights.enums import HoldKind, RestraintKind
from shared_apps.rights.holds import active_holds, place_hold, release_hold
from shared_apps.rights.letters import post
from shared_apps.rights.request_models import Request, Restraint
from shared_apps.rights.subjects import everything_of, is_personal, person_of

# What serves the person alone cannot be stopped: their account's security and what the law has us tell them.
STOPPABLE = (Purpose.RESPOND, Purpose.INTRODUCE, Purpose.OPERATE)
WISH = "the person asked us to keep it and not use it"


class NobodyToStop(DomainError):
    message = "Enter the e-mail address whose use is to stop."


class NothingToStop(DomainError):
    message = "Choose at least one use to stop."


class NotStopped(DomainError):
    message = "Nothing is stopped for this person."


def address_hash(email: str) -> str:
    """Return the keyed hash an address is looked up by; it means nothing without our key."""
    key = base64.b64decode(settings.KEY_ENCRYPTION_KEY)
    return hmac.new(key, f"restraint|{email.strip().lower()}".encode(), hashlib.sha256).hexdigest()


def is_stopped(email: str, purpose: Purpose) -> bool:
    """Whether a use of the data of whoever has this address is stopped now; asked at every exit."""
    rows = Restraint.objects.filter(address_hash=address_hash(email), ended_at=None)
    return rows.filter(purpose=purpose.value).exists()


def restricted_among(addresses: set[str]) -> set[str]:
    """Return those of the addresses whose data are to be kept and not used."""
    hashes = {address_hash(address): address for address in addresses}
    rows = Restraint.objects.filter(ended_at=None, kind=RestraintKind.RESTRICTION, address_hash__in=hashes)
    return {hashes[found] for found in rows.values_list("address_hash", flat=True)}


@controller_atomic()
def object_to(request: Request, purposes: Iterable[str], *, reason: str, by: Actor) -> list[Restraint]:
    """Stop the named uses at once, while and after the objection is weighed."""
    return stop_uses(request, purposes, kind=RestraintKind.OBJECTION, reason=reason, by=by)


@controller_atomic()
def restrict(request: Request, *, reason: str, by: Actor) -> list[Restraint]:
    """Keep everything and use nothing of it: every use stops, and no sweep takes a row away until it is lifted."""
    made = stop_uses(request, STOPPABLE, kind=RestraintKind.RESTRICTION, reason=reason, by=by)
    for declared, rows in everything_of(person_of(request)):
        if is_personal(declared) and declared.model._meta.app_label != Request._meta.app_label:
            for row in rows:
                place_hold(row, kind=HoldKind.WISH, statute=WISH, until=None, by=by, request=request)
    return made


def stop_uses(request: Request, purposes: Iterable[str], *, kind: str, reason: str, by: Actor) -> list[Restraint]:
    asked = sorted({Purpose(purpose) for purpose in purposes} & set(STOPPABLE))
    if not asked:
        raise NothingToStop
    if not request.emails:
        raise NobodyToStop
    made = []
    for email in request.emails:
        for purpose in asked:
            told = {"request": request, "reason": reason.strip()[:300], "begun_by_id": by.actor_id}
            restraint, is_new = Restraint.objects.get_or_create(
                address_hash=address_hash(email), purpose=purpose.value, kind=kind, ended_at=None, defaults=told
            )
            if is_new:
                record("rights.restraint.begun", restraint, by=by, purpose=purpose.value, kind=kind)
            made.append(restraint)
    if kind != RestraintKind.MINOR:
        post("stopped", request)
    return made


@controller_atomic()
def lift(request: Request, *, reason: str, by: Actor) -> int:
    """Let every use go on that this request stopped; the history stays. Raises NotStopped."""
    rows = list(Restraint.objects.select_for_update().filter(request=request, ended_at=None).order_by("pk"))
    if not rows:
        raise NotStopped
    for restraint in rows:
        restraint.ended_at, restraint.ended_by_id, restraint.end_reason = now(), by.actor_id, reason.strip()[:300]
        restraint.save(update_fields=["ended_at", "ended_by_id", "end_reason"])
        record("rights.restraint.ended", restraint, by=by, purpose=restraint.purpose, kind=restraint.kind)
    for hold in active_holds().filter(request=request, kind=HoldKind.WISH):
        release_hold(hold, reason=reason, by=by)
    post("stopped", request)
    return len(rows)


def restraints_of(emails: Iterable[str]) -> QuerySet[Restraint]:
    """Return everything ever stopped for these addresses, oldest first."""
    return Restraint.objects.filter(address_hash__in=[address_hash(one) for one in emails]).order_by("pk")
