"""Reads of accounts, places, invitations and the agreement."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from shared_apps.accounts.agreement import CURRENT_VERSION
from shared_apps.accounts.models import Account, AgreementAcceptance, Invitation, Membership, Session
from shared_apps.core.clock import now
from shared_apps.tenancy.tenants import OPEN_STATES

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def places_of(account: Account) -> QuerySet[Membership]:
    """Return the places of an account in workspaces that can be entered, by name."""
    places = Membership.objects.filter(account=account, jeweler__state__in=OPEN_STATES)
    return places.select_related("jeweler").order_by("jeweler__name", "pk")


def may_enter(account: Account, jeweler_id: UUID | None) -> bool:
    """Tell whether an account may enter a workspace, or with None the console."""
    if not account.is_active:
        return False
    if jeweler_id is None:
        return account.is_staff and has_second_factor(account.pk)
    return places_of(account).filter(jeweler_id=jeweler_id).exists()


def has_second_factor(account_id: UUID) -> bool:
    return bool(Authenticator.objects.filter(user_id=account_id, type__in=SECOND_FACTORS).exists())


def has_verified_address(account_id: UUID, email: str) -> bool:
    return bool(EmailAddress.objects.filter(user_id=account_id, email=email, verified=True).exists())


def open_invitations() -> QuerySet[Invitation]:
    """Return invitations that can still be accepted."""
    current = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now())
    return current.select_related("jeweler")


def invitations_of_jeweler(jeweler_id: UUID) -> QuerySet[Invitation]:
    return open_invitations().filter(jeweler_id=jeweler_id).order_by("created_at")


def invitations_of_account(account: Account) -> QuerySet[Invitation]:
    """Return what was offered to an account's own, confirmed addresses."""
    addresses = EmailAddress.objects.filter(user=account, verified=True).values("email")
    return open_invitations().filter(email__in=addresses).order_by("created_at")


def sessions_of(account: Account) -> QuerySet[Session]:
    """Return where an account is signed in, the last used first."""
    current = Session.objects.filter(account=account, expires_at__gt=now())
    return current.select_related("jeweler").order_by("-seen_at")


def agreement_accepted(jeweler_id: UUID) -> bool:
    """Tell whether the jeweler accepted the agreement now in force."""
    return AgreementAcceptance.objects.filter(jeweler_id=jeweler_id, version=CURRENT_VERSION).exists()
