"""Reads of accounts, places, invitations and the agreement."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from shared_apps.accounts import agreement
from shared_apps.accounts.models import Account, AgreementAcceptance, Invitation, Membership, Session
from shared_apps.core.clock import now
from shared_apps.core.guests import pass_of
from shared_apps.core.roles import Role
from shared_apps.tenancy.tenants import OPEN_STATES

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def places_of(account: Account) -> QuerySet[Membership]:
    """Return the places of an account in workspaces that can be entered, by name."""
    places = Membership.objects.filter(account=account, jeweler__state__in=OPEN_STATES)
    return places.select_related("jeweler").order_by("jeweler__name", "pk")


def may_enter(account: Account, jeweler_id: UUID | None) -> bool:
    """Tell whether an account may enter a workspace, as a member or a guest, or with None the console."""
    if not account.is_active:
        return False
    if jeweler_id is None:
        return account.is_staff and has_second_factor(account.pk)
    return is_member(account, jeweler_id) or pass_of(account, jeweler_id) is not None


def is_member(account: Account, jeweler_id: UUID) -> bool:
    """Tell whether an account has a place of its own in a workspace that can be entered."""
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


def names_of(accounts: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return what accounts are called by id; those without a name by their address."""
    wanted = {account for account in accounts if account is not None}
    known = Account.objects.filter(pk__in=wanted).values_list("pk", "name", "email") if wanted else ()
    return {pk: name or email for pk, name, email in known}


def agreement_accepted(jeweler_id: UUID) -> bool:
    """Tell whether the jeweler accepted the agreement now in force."""
    return AgreementAcceptance.objects.filter(jeweler_id=jeweler_id, version=agreement.current().version).exists()


def owned_alone(accounts: Collection[UUID]) -> list[Membership]:
    """Return the places of these accounts in workspaces that would have no owner without them, by name."""
    owned = Membership.objects.filter(account__in=accounts, role=Role.OWNER).select_related("jeweler")
    others = Membership.objects.filter(role=Role.OWNER).exclude(account__in=accounts)
    shared = set(others.filter(jeweler__in=owned.values("jeweler")).values_list("jeweler_id", flat=True))
    return [place for place in owned.order_by("jeweler__name", "pk") if place.jeweler_id not in shared]
