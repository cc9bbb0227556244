"""Places in workspaces: the membership row is the truth, the jeweler's Member a mirror of it."""

from __future__ import annotations

from uuid import UUID

from shared_apps.accounts.models import Account, Membership, Session
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM, Actor, KnownActor
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.tenancy.context import tenant_by_id


class NotAMember(DomainError):
    message = "This person has no place in this workspace."


class LastOwner(DomainError):
    message = "A workspace keeps at least one owner. Make somebody else an owner first."


@controller_atomic()
def add_member(account: Account, jeweler_id: UUID, *, role: str, by: Actor) -> Membership:
    """Give an account a place, or change the one it has."""
    membership, added = Membership.objects.get_or_create(
        account=account, jeweler_id=jeweler_id, defaults={"role": Role(role)}
    )
    if not added:
        return change_role(account.pk, jeweler_id, role=role, by=by)
    record("accounts.membership.added", membership, by=by, jeweler=str(jeweler_id), role=str(role))
    enqueue_mirror(account.pk, jeweler_id, by=by)
    return membership


@controller_atomic()
def change_role(account_id: UUID, jeweler_id: UUID, *, role: str, by: Actor) -> Membership:
    """Change what a member may do; their sessions there end, so that the old role ends at once."""
    membership = _locked_membership(account_id, jeweler_id, leaves_owners=role != Role.OWNER)
    if membership.role == role:
        return membership
    membership.role = Role(role)
    membership.save(update_fields=["role"])
    end_sessions_there(account_id, jeweler_id)
    record("accounts.membership.role_changed", membership, by=by, jeweler=str(jeweler_id), role=str(role))
    enqueue_mirror(account_id, jeweler_id, by=by)
    return membership


@controller_atomic()
def remove_member(account_id: UUID, jeweler_id: UUID, *, by: Actor) -> None:
    """Take a place away; that person's sessions there end at once."""
    membership = _locked_membership(account_id, jeweler_id, leaves_owners=True)
    record("accounts.membership.removed", membership, by=by, jeweler=str(jeweler_id), account=str(account_id))
    membership.delete()
    end_sessions_there(account_id, jeweler_id)
    enqueue_mirror(account_id, jeweler_id, by=by)


@controller_atomic()
def mirror_member(*, account_id: UUID, jeweler_id: UUID, by: Actor = SYSTEM) -> None:
    """Carry the membership as it is now into the jeweler's schema; may run any number of times.

    The account's lock orders mirrors of one person, so that none overwrites a newer one.
    """
    account = Account.objects.select_for_update(no_key=True).filter(pk=account_id).first()
    membership = Membership.objects.filter(account_id=account_id, jeweler_id=jeweler_id).first()
    crossings.call(
        "team.mirror_member",
        tenant_by_id(jeweler_id),
        account_id=str(account_id),
        name=account.name if account else "",
        email=account.email if account else "",
        role=membership.role if membership and account and account.is_active else None,
        by_kind=by.actor_kind,
        by_id=str(by.actor_id) if by.actor_id else None,
    )


def mirror_account(account_id: UUID, *, by: Actor) -> None:
    """Mirror an account into every workspace it has a place in, now."""
    for jeweler_id in _jewelers_of(account_id):
        mirror_member(account_id=account_id, jeweler_id=jeweler_id, by=by)


def enqueue_mirror(account_id: UUID, jeweler_id: UUID, *, by: Actor) -> None:
    enqueue(
        "accounts.mirror_member",
        half=Half.CONTROLLER,
        account_id=str(account_id),
        jeweler_id=str(jeweler_id),
        by_kind=by.actor_kind,
        by_id=str(by.actor_id) if by.actor_id else None,
    )


def enqueue_mirrors(account_id: UUID, *, by: Actor) -> None:
    for jeweler_id in _jewelers_of(account_id):
        enqueue_mirror(account_id, jeweler_id, by=by)


def end_sessions_there(account_id: UUID, jeweler_id: UUID) -> None:
    Session.objects.filter(account_id=account_id, jeweler_id=jeweler_id).delete()


def known_actor(kind: str, actor_id: str | None) -> KnownActor:
    return KnownActor(kind, UUID(actor_id) if actor_id else None)


def _jewelers_of(account_id: UUID) -> list[UUID]:
    places = Membership.objects.filter(account_id=account_id).order_by("pk")
    return list(places.values_list("jeweler_id", flat=True))


def _locked_membership(account_id: UUID, jeweler_id: UUID, *, leaves_owners: bool) -> Membership:
    """Lock every place of the workspace, so that two owners cannot demote each other at once."""
    places = list(Membership.objects.select_for_update().filter(jeweler_id=jeweler_id).order_by("pk"))
    membership = next((place for place in places if place.account_id == account_id), None)
    if membership is None:
        raise NotAMember
    owners = [place for place in places if place.role == Role.OWNER]
    if leaves_owners and owners == [membership]:
        raise LastOwner
    return membership
