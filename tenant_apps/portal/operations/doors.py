"""Opening and closing a client's way in."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from tenant_apps.audit.operations import record
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import open_client
from tenant_apps.portal.models import Access, PortalSession, SignInLink
from tenant_apps.team.models import Member
from tenant_apps.team.operations import require_agreement


class ClientUnder16(DomainError):
    message = "This client is marked as under 16; the portal is not for them."


class EmailAlreadyOpens(DomainError):
    message = "This address already opens the portal for another client."


class AccessRevoked(DomainError):
    message = "This access was ended."


@jeweler_atomic()
def invite_client(client: Client, *, email: str, by: Member) -> Access:
    """Open the portal to a client's address and write to it; the mail carries no credential.

    Inviting the same address again writes again.
    """
    require_agreement()
    client = open_client(client)
    if client.is_minor:
        raise ClientUnder16
    email = email.strip().lower()
    access = Access.objects.select_for_update().filter(email=email, revoked_at=None).first()
    if access and access.client_id != client.pk:
        raise EmailAlreadyOpens
    again = access is not None
    if access:
        access.invited_at = now()
        access.save(update_fields=["invited_at"])
    else:
        access = Access.objects.create(client=client, email=email, invited_by=by, invited_at=now())
    event = "portal.access.invited_again" if again else "portal.access.invited"
    record(event, access, by=by, number=client.number)
    enqueue("portal.mail_invitation", access_id=str(access.pk))
    return access


@jeweler_atomic()
def revoke_access(access: Access, *, by: Actor) -> Access:
    """End an access with its sessions and links; doing it twice changes nothing."""
    access = locked_access(access.pk)
    if not access.is_open:
        return access
    access.revoked_at = now()
    access.save(update_fields=["revoked_at"])
    ended = _end_everything(access)
    record("portal.access.revoked", access, by=by, number=access.client.number, sessions=ended)
    return access


@jeweler_atomic()
def move_access(access: Access, *, email: str, by: Member) -> Access:
    """Let a client sign in with another address; what the old one opened ends."""
    access = locked_access(access.pk)
    if not access.is_open:
        raise AccessRevoked
    email = email.strip().lower()
    if email == access.email:
        return access
    if Access.objects.filter(email=email, revoked_at=None).exists():
        raise EmailAlreadyOpens
    access.email, access.invited_at = email, now()
    access.save(update_fields=["email", "invited_at"])
    ended = _end_everything(access)
    record("portal.access.moved", access, by=by, number=access.client.number, sessions=ended)
    enqueue("portal.mail_invitation", access_id=str(access.pk))
    return access


@jeweler_atomic()
def end_session(session: PortalSession, *, by: Actor) -> None:
    """End one of a client's sessions for them."""
    if PortalSession.objects.filter(pk=session.pk).delete()[0]:
        record("portal.session.ended", session.access, by=by)


@jeweler_atomic()
def sign_out(session: PortalSession) -> None:
    """End the session the client is in."""
    if PortalSession.objects.filter(pk=session.pk).delete()[0]:
        record("portal.session.closed", session.access, by=session.access)


def locked_access(pk: UUID) -> Access:
    """Return an access with its client, held until the transaction ends; always the first lock taken."""
    return Access.objects.select_for_update(of=("self",), no_key=True).select_related("client").get(pk=pk)


def _end_everything(access: Access) -> int:
    SignInLink.objects.filter(Q(access=access), used_at=None, voided_at=None).update(voided_at=now())
    return PortalSession.objects.filter(access=access).delete()[0]
