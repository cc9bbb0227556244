"""Support access: granted, used, ended; and broken glass, which takes two."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import F

from shared_apps.accounts.models import Account, Membership
from shared_apps.core import crossings
from shared_apps.core.actors import Actor, KnownActor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.core.trail import Fact
from shared_apps.jewelers.models import Jeweler
from shared_apps.notices.operations import give_notice
from shared_apps.support.areas import KEYS
from shared_apps.support.enums import Basis
from shared_apps.support.models import MOST_HOURS, Grant, Visit
from shared_apps.support.queries import live_grants, may_visit, owners_of
from shared_apps.tenancy.context import tenant_by_id
from shared_apps.tenancy.tenants import OPEN_STATES

GLASS_HOURS = 4
GLASS_WAITS = timedelta(hours=1)


class NotForYouToGrant(DomainError):
    message = "Only an owner of the workspace can let DIA'LOG support in."


class GrantUnclear(DomainError):
    message = f"Say what support may see, why, and for how long: 1 to {MOST_HOURS} hours."


class SupportAlreadyIn(DomainError):
    message = "Support has access already. End that access first."


class WorkspaceNotOpen(DomainError):
    message = "This workspace is not open."


@controller_atomic()
def grant_support(
    jeweler_id: UUID, *, areas: Iterable[str], reason: str, hours: int, may_write: bool, by: Account
) -> Grant:
    """Let DIA'LOG staff into some areas of a workspace for some hours; read-only unless said otherwise."""
    if not Membership.objects.filter(account=by, jeweler_id=jeweler_id, role=Role.OWNER).exists():
        raise NotForYouToGrant
    told = _told(areas, reason, hours, most=MOST_HOURS)
    _lock_open(jeweler_id)
    if live_grants(jeweler_id).filter(basis=Basis.OWNER).exists():
        raise SupportAlreadyIn
    at = now()
    grant = Grant.objects.create(
        jeweler_id=jeweler_id,
        basis=Basis.OWNER,
        may_write=may_write,
        asked_by_id=by.pk,
        decided_by_id=by.pk,
        starts_at=at,
        ends_at=at + timedelta(hours=hours),
        **told,
    )
    _note(grant, "support.grant.given", by=by)
    return grant


class GrantOver(DomainError):
    message = "This access has ended."


@controller_atomic()
def revoke(grant_id: UUID, jeweler_id: UUID, *, by: Account) -> Grant:
    """End a grant at once; whoever came in under it is out at their next request."""
    grant = Grant.objects.select_for_update().filter(pk=grant_id, jeweler_id=jeweler_id).first()
    if grant is None or not (grant.is_live or grant.is_asked):
        raise GrantOver
    was_live = grant.is_live
    grant.revoked_at, grant.revoked_by_id = now(), by.pk
    grant.save(update_fields=["revoked_at", "revoked_by_id"])
    if was_live:
        _note(grant, "support.grant.revoked", by=by)
    else:
        record("support.glass.withdrawn", grant, by=by, jeweler=str(jeweler_id))
    return grant


class NotStaff(DomainError):
    message = "Only DIA'LOG staff with a second factor can do this."


@controller_atomic()
def ask_to_break_glass(jeweler_id: UUID, *, areas: Iterable[str], reason: str, hours: int, by: Account) -> Grant:
    """Ask to enter a workspace without its owner's word; nothing opens before a second person agrees."""
    if not may_visit(by):
        raise NotStaff
    told = _told(areas, reason, hours, most=GLASS_HOURS)
    _lock_open(jeweler_id)
    grant = Grant.objects.create(jeweler_id=jeweler_id, basis=Basis.BREAK_GLASS, asked_by_id=by.pk, **told)
    record("support.glass.asked", grant, by=by, jeweler=str(jeweler_id), hours=hours, areas=",".join(grant.areas))
    return grant


class SecondPersonNeeded(DomainError):
    message = "Somebody else has to agree; nobody breaks the glass alone."


class GlassRequestOver(DomainError):
    message = "This request is no longer open. Ask again."


@controller_atomic()
def break_glass(grant_id: UUID, *, by: Account) -> Grant:
    """Agree to another's request: the hours begin, and the owners are told at once."""
    grant = Grant.objects.select_for_update().get(pk=grant_id)
    if not may_visit(by):
        raise NotStaff
    if grant.asked_by_id == by.pk:
        raise SecondPersonNeeded
    if not grant.is_asked or grant.created_at < now() - GLASS_WAITS:
        raise GlassRequestOver
    _lock_open(grant.jeweler_id)
    grant.decided_by_id, grant.starts_at = by.pk, now()
    grant.ends_at = grant.starts_at + timedelta(hours=grant.hours)
    grant.save(update_fields=["decided_by_id", "starts_at", "ends_at"])
    _note(grant, "support.glass.broken", by=by, asked_by=str(grant.asked_by_id))
    give_notice("support.glass_broken", grant, to=owners_of(grant.jeweler_id), by=by)
    return grant


@controller_atomic()
def note_visit(grant: Grant, account: Account, *, pages: int = 1) -> None:
    """Count the pages a member of staff asked for under a grant; the jeweler's trail holds which."""
    visit, is_first = Visit.objects.get_or_create(grant=grant, account=account)
    Visit.objects.filter(pk=visit.pk).update(pages=F("pages") + pages, last_at=now())
    if is_first:
        record("support.visit.began", grant, by=account, jeweler=str(grant.jeweler_id))


def carry_note(*, grant_id: UUID, event: str, by: Actor) -> None:
    """Carry what happened to a grant into the jeweler's own trail; may run any number of times."""
    grant = Grant.objects.get(pk=grant_id)
    crossings.call(
        "audit.note_grant",
        tenant_by_id(grant.jeweler_id),
        grant_id=str(grant.pk),
        event=event,
        by_kind=by.actor_kind,
        by_id=str(by.actor_id) if by.actor_id else None,
        areas=",".join(grant.areas),
        hours=grant.hours,
        may_write=grant.may_write,
    )


def _note(grant: Grant, event: str, *, by: Account, **more: str) -> None:
    facts: dict[str, Fact] = {"areas": ",".join(grant.areas), "hours": grant.hours, "may_write": grant.may_write}
    record(event, grant, by=by, jeweler=str(grant.jeweler_id), **facts, **more)
    enqueue(
        "support.carry_note",
        half=Half.CONTROLLER,
        grant_id=str(grant.pk),
        event=event,
        by_kind=by.actor_kind,
        by_id=str(by.pk),
    )


def _told(areas: Iterable[str], reason: str, hours: int, *, most: int) -> dict[str, object]:
    chosen, reason = sorted(set(areas)), " ".join(reason.split())
    if not chosen or not set(chosen) <= KEYS or not 0 < len(reason) <= 500 or not 1 <= hours <= most:
        raise GrantUnclear
    return {"areas": chosen, "reason": reason, "hours": hours}


def _lock_open(jeweler_id: UUID) -> None:
    jeweler = Jeweler.objects.select_for_update(no_key=True).get(pk=jeweler_id)
    if jeweler.state not in OPEN_STATES:
        raise WorkspaceNotOpen


def staff_actor(account_id: UUID) -> Actor:
    """Name a member of staff as the jeweler's trail names them."""
    return KnownActor("support", account_id)
