"""Places offered by mail."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from shared_apps.accounts.models import Account, Invitation, Membership
from shared_apps.accounts.operations.memberships import add_member
from shared_apps.accounts.operations.people import open_account
from shared_apps.accounts.queries import has_verified_address, open_invitations
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.egress import mail
from shared_apps.tenancy.context import tenant_by_id
from shared_apps.tenancy.hosts import Surface, url_on

OPEN_FOR = timedelta(days=7)
PER_DAY = 50


class AlreadyMember(DomainError):
    message = "This person is already a member of the workspace."


class TooManyInvitations(DomainError):
    message = "Too many invitations were sent today. Please try again tomorrow."


class InvitationNotOpen(DomainError):
    message = "This invitation is for another address, or it is no longer open."


@controller_atomic()
def invite_member(jeweler_id: UUID, *, email: str, role: str, by: Actor) -> Invitation:
    """Offer a place to an address; an earlier open offer to it is replaced."""
    email, role = email.strip().lower(), Role(role)
    if Membership.objects.filter(jeweler_id=jeweler_id, account__email=email).exists():
        raise AlreadyMember
    today = Invitation.objects.filter(jeweler_id=jeweler_id, created_at__gt=now() - timedelta(days=1))
    if today.count() >= PER_DAY:
        raise TooManyInvitations
    open_to_address = Invitation.objects.filter(jeweler_id=jeweler_id, email=email, accepted_at=None, withdrawn_at=None)
    open_to_address.update(withdrawn_at=now())
    invitation = Invitation.objects.create(
        jeweler_id=jeweler_id,
        email=email,
        role=role,
        invited_by_id=by.actor_id if by.actor_kind == "account" else None,
        expires_at=now() + OPEN_FOR,
    )
    _note("accounts.invitation.sent", invitation, by=by)
    enqueue("accounts.send_invitation", half=Half.CONTROLLER, invitation_id=str(invitation.pk))
    return invitation


def send_invitation(invitation_id: UUID) -> None:
    """Mail an invitation; the address in it is no credential, only a signed-in account can accept."""
    invitation = open_invitations().filter(pk=invitation_id).first()
    if invitation is None:
        return
    context = {
        "workspace": invitation.jeweler.name,
        "role": invitation.get_role_display(),
        "link": url_on(Surface.APP, f"/invitations/{invitation.pk}/"),
        "days": OPEN_FOR.days,
    }
    mail.send("accounts.invitation", to=invitation.email, context=context)


@controller_atomic()
def withdraw_invitation(invitation_id: UUID, jeweler_id: UUID, *, by: Actor) -> Invitation:
    """Take an offer back."""
    invitation = _locked(invitation_id)
    if invitation.jeweler_id != jeweler_id:
        raise InvitationNotOpen
    return _close(invitation, "accounts.invitation.withdrawn", by=by)


@controller_atomic()
def decline_invitation(invitation_id: UUID, *, by: Account) -> Invitation:
    """Refuse an offer made to one's own address."""
    return _close(_locked_for(invitation_id, by), "accounts.invitation.declined", by=by)


@controller_atomic()
def accept_invitation(invitation_id: UUID, *, by: Account) -> Membership:
    """Take the place offered to one's own, confirmed address."""
    invitation = _locked_for(invitation_id, by)
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    _note("accounts.invitation.accepted", invitation, by=by)
    return add_member(by, invitation.jeweler_id, role=invitation.role, by=by)


@controller_atomic()
def account_for_invited(email: str) -> Account | None:
    """Open an account for an address that holds an open invitation; the sign-in code then confirms the address."""
    if not open_invitations().filter(email=email.strip().lower()).exists():
        return None
    return open_account(email=email, by=SYSTEM)


@controller_atomic()
def note_invitation(*, invitation_id: UUID, event: str, by: Actor) -> None:
    """Carry what happened to an invitation into the jeweler's own trail; may run any number of times."""
    invitation = Invitation.objects.get(pk=invitation_id)
    crossings.call(
        "team.note_invitation",
        tenant_by_id(invitation.jeweler_id),
        invitation_id=str(invitation.pk),
        act=event.rpartition(".")[2],
        role=invitation.role,
        by_kind=by.actor_kind,
        by_id=str(by.actor_id) if by.actor_id else None,
    )


def _note(event: str, invitation: Invitation, *, by: Actor) -> None:
    record(event, invitation, by=by, jeweler=str(invitation.jeweler_id), role=invitation.role)
    enqueue(
        "accounts.note_invitation",
        half=Half.CONTROLLER,
        invitation_id=str(invitation.pk),
        event=event,
        by_kind=by.actor_kind,
        by_id=str(by.actor_id) if by.actor_id else None,
    )


def _close(invitation: Invitation, event: str, *, by: Actor) -> Invitation:
    invitation.withdrawn_at = now()
    invitation.save(update_fields=["withdrawn_at"])
    _note(event, invitation, by=by)
    return invitation


def _locked(invitation_id: UUID) -> Invitation:
    invitation = open_invitations().select_for_update(of=("self",)).filter(pk=invitation_id).first()
    if invitation is None:
        raise InvitationNotOpen
    return invitation


def _locked_for(invitation_id: UUID, account: Account) -> Invitation:
    invitation = _locked(invitation_id)
    if not has_verified_address(account.pk, invitation.email):
        raise InvitationNotOpen
    return invitation
