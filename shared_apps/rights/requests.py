"""Requests of persons: received, acknowledged, known, answered in time; every step is a row of the trail."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from shared_apps.accounts.models import Account
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.inquiries.operations import new_reference
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights.clocks import GDPR, due_on, gdpr_due_on, today
from shared_apps.rights.enums import (
    OPEN_STATES,
    Identity,
    Kind,
    PassedKind,
    Regime,
    Relation,
    RequestState,
    Source,
)
from shared_apps.rights.letters import post
from shared_apps.rights.passing import pass_on
from shared_apps.rights.refusals import RequestClosed, refuse_while_deleting
from shared_apps.rights.request_models import Request


class NothingAsked(DomainError):
    message = "Choose what the person asks for."


class NobodyNamed(DomainError):
    message = "Enter an e-mail address, a phone number or an account, so that we can find what is held."


class NotYetReceived(DomainError):
    message = "A request cannot have been received in the future."


class RelationUnproven(DomainError):
    message = "Say how we know that they may ask for this person."


@controller_atomic()
def receive_request(
    *,
    kinds: Iterable[str],
    source: str,
    by: Actor,
    received_at: datetime | None = None,
    regimes: Iterable[str] = (Regime.PDPO,),
    emails: Sequence[str] = (),
    phones: Sequence[str] = (),
    account: Account | None = None,
    relation: str = Relation.SELF,
    **told: Any,
) -> Request:
    """Keep a request and tell the person that it arrived; its clock runs from when it was received."""
    received_at = received_at or now()
    wanted = [kind.value for kind in Kind if kind.value in set(kinds)]
    under = [Regime.PDPO.value, *(regime.value for regime in Regime if regime in GDPR and regime in set(regimes))]
    addresses = list(dict.fromkeys(email.strip().lower() for email in emails if email.strip()))
    _check(wanted, [*addresses, *phones, *([account] if account else [])], received_at)
    request = Request.objects.create(
        reference=new_reference(),
        kinds=wanted,
        source=Source(source),
        received_at=received_at,
        regimes=under,
        emails=addresses,
        phones=[phone.strip() for phone in phones if phone.strip()],
        account=account,
        relation=Relation(relation),
        due_on=due_on(received_at, under),
        **told,
    )
    record("rights.request.received", request, by=by, source=request.source)
    if source != Source.OURSELVES and request.address:
        request.acknowledged_at = now()
        request.save(update_fields=["acknowledged_at"])
        record("rights.request.acknowledged", request, by=by)
        post("received", request)
    return request


def _check(kinds: Sequence[str], known_by: Sequence[object], received_at: datetime) -> None:
    if not kinds:
        raise NothingAsked
    if not known_by:
        raise NobodyNamed
    if received_at > now():
        raise NotYetReceived


@controller_atomic()
def receive_from_account(account_id: UUID) -> Request | None:
    """Take the wish noted on the account page as a request; the session that made it is the proof; once."""
    account = Account.objects.select_for_update(no_key=True).filter(pk=account_id).first()
    if account is None or account.deletion_requested_at is None or open_requests_of(account):
        return None
    request = receive_request(
        kinds=[Kind.DELETION],
        source=Source.ACCOUNT,
        by=account,
        received_at=account.deletion_requested_at,
        emails=[account.email],
        account=account,
        name=account.name,
    )
    return identify(request, how=Identity.SESSION, note="", by=account)


@controller_atomic()
def withdraw_from_account(account_id: UUID) -> None:
    """Close what the account page asked for, when the person took it back there before anything was deleted."""
    account = Account.objects.filter(pk=account_id, deletion_requested_at=None).first()
    for request in open_requests_of(account) if account else ():
        close(request, state=RequestState.WITHDRAWN, by=account or SYSTEM)


def open_requests_of(account: Account) -> list[Request]:
    """Return what an account's page asked for and nobody has begun to delete."""
    rows = Request.objects.filter(account=account, source=Source.ACCOUNT, state__in=OPEN_STATES)
    return list(rows.exclude(deletion__confirmed_at__isnull=False).order_by("pk"))


@controller_atomic()
def take_up(request: Request, *, by: Actor) -> Request:
    """Note who has it in hand; the first stays until somebody else takes it."""
    request = locked_open(request)
    request.taken_by_id = by.actor_id
    request.state = RequestState.IN_HAND if request.state == RequestState.NEW else request.state
    request.save(update_fields=["taken_by_id", "state"])
    record("rights.request.taken", request, by=by)
    return request


@controller_atomic()
def ask_identity(request: Request, *, by: Actor) -> Request:
    """Ask, once and no more than needed, who is asking; the clock goes on."""
    request = locked_open(request)
    if request.is_known or request.state == RequestState.ASKED:
        return request
    request.state = RequestState.ASKED
    request.save(update_fields=["state"])
    record("rights.request.identity_asked", request, by=by)
    post("identity", request)
    return request


@controller_atomic()
def identify(request: Request, *, how: str, note: str, by: Actor) -> Request:
    """Note how we know who asks; for another person also how we know that they may."""
    request = locked_open(request)
    if request.relation != Relation.SELF and not (note.strip() or request.relation_evidence):
        raise RelationUnproven
    request.identity, request.identity_note = Identity(how), note.strip()[:300]
    request.identity_at, request.identity_by_id = now(), by.actor_id
    request.state = RequestState.IN_HAND
    request.save(update_fields=["identity", "identity_note", "identity_at", "identity_by_id", "state"])
    record("rights.request.identified", request, by=by, how=request.identity)
    return request


class OnlyGdprExtends(DomainError):
    message = "Only European law lets us take more time; Hong Kong's forty days stand."


class ExtensionNeedsReason(DomainError):
    message = "Say why more time is needed; the person reads it."


class ExtensionTooLate(DomainError):
    message = "More time must be taken before the month is over."


class ExtendedAlready(DomainError):
    message = "This request was extended already."


@controller_atomic()
def extend(request: Request, *, reason: str, by: Actor) -> Request:
    """Take two months more under the GDPR, before its month is over and with a reason; the person is told."""
    request = locked_open(request)
    if not set(request.regimes) & GDPR:
        raise OnlyGdprExtends
    if request.extended_at is not None:
        raise ExtendedAlready
    if not reason.strip() or "://" in reason:
        raise ExtensionNeedsReason
    if today() > gdpr_due_on(request.received_at):
        raise ExtensionTooLate
    request.extended_at, request.extension_reason = now(), reason.strip()[:500]
    request.due_on = due_on(request.received_at, request.regimes, extended=True)
    request.save(update_fields=["extended_at", "extension_reason", "due_on"])
    record("rights.request.extended", request, by=by, until=request.due_on.isoformat())
    post("extended", request)
    return request


class CannotMergeWithItself(DomainError):
    message = "Choose another open request of the same person."


@controller_atomic()
def merge(request: Request, into: Request, *, by: Actor) -> Request:
    """Join a request with an earlier or later one of the same person; the earlier clock counts."""
    if request.pk == into.pk:
        raise CannotMergeWithItself
    both = {one.pk: one for one in Request.objects.select_for_update().filter(pk__in=[request.pk, into.pk])}
    request, into = both[request.pk], both[into.pk]
    if not (request.is_open and into.is_open):
        raise RequestClosed
    refuse_while_deleting(request)
    refuse_while_deleting(into)
    into.kinds = [kind.value for kind in Kind if kind in {*into.kinds, *request.kinds}]
    into.regimes = [regime.value for regime in Regime if regime in {*into.regimes, *request.regimes}]
    into.emails = list(dict.fromkeys([*into.emails, *request.emails]))
    into.phones = list(dict.fromkeys([*into.phones, *request.phones]))
    into.received_at = min(into.received_at, request.received_at)
    into.due_on = due_on(into.received_at, into.regimes, extended=into.extended_at is not None)
    into.account = into.account or request.account
    into.save(update_fields=["kinds", "regimes", "emails", "phones", "received_at", "due_on", "account"])
    request.merged_into = into
    request.save(update_fields=["merged_into"])
    record("rights.request.merged", request, by=by, into=str(into.pk))
    _close(request, RequestState.MERGED, by=by)
    return into


class NotAnEnd(DomainError):
    message = "A request ends as done or withdrawn."


class PersonUnknown(DomainError):
    message = "First note how we know who is asking."


@controller_atomic()
def close(request: Request, *, state: str, by: Actor) -> Request:
    """Close a request as done, for a person we know, or as withdrawn; who asked is told that it is done."""
    request = locked_open(request)
    refuse_while_deleting(request)
    if state not in (RequestState.DONE, RequestState.WITHDRAWN):
        raise NotAnEnd
    if state == RequestState.DONE and not request.is_known:
        raise PersonUnknown
    _close(request, state, by=by)
    if state == RequestState.DONE:
        post("closed", request)
    return request


@controller_atomic()
def point_to_jeweler(request: Request, *, jeweler: Jeweler | None, by: Actor) -> Request:
    """Answer a question about what a jeweler keeps: neutrally, without looking (P48).

    A jeweler the person named receives exactly what the person wrote, and nothing we may know besides.
    """
    request = locked_open(request)
    request.jeweler = jeweler
    request.save(update_fields=["jeweler"])
    if jeweler is not None:
        pass_on(request, jeweler, kind=PassedKind.REQUEST, text=request.told)
    record("rights.request.pointed", request, by=by, jeweler=str(jeweler.pk) if jeweler else None)
    post("pointed", request)
    _close(request, RequestState.POINTED, by=by)
    return request


def _close(request: Request, state: str, *, by: Actor) -> None:
    request.state, request.closed_at = state, now()
    request.save(update_fields=["state", "closed_at"])
    record("rights.request.closed", request, by=by, state=str(state))


def locked_open(request: Request) -> Request:
    """Return the request as it is now, locked; raises RequestClosed."""
    request = Request.objects.select_for_update().get(pk=request.pk)
    if not request.is_open:
        raise RequestClosed
    return request


def locked_known(request: Request) -> Request:
    """Return the request, locked, of a person we know; raises RequestClosed, PersonUnknown."""
    request = locked_open(request)
    if not request.is_known:
        raise PersonUnknown
    return request
