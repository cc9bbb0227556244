"""Accounts: opening, changing, leaving."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress

from shared_apps.accounts.models import Account, Session
from shared_apps.accounts.operations.memberships import enqueue_mirrors
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record


class AddressTaken(DomainError):
    message = "There is already an account with this address."


@controller_atomic()
def open_account(
    *, email: str, name: str = "", password: str | None = None, is_verified: bool = False, by: Actor = SYSTEM
) -> Account:
    """Open an account for an address; without a password it signs in by code or passkey."""
    email = email.strip().lower()
    if EmailAddress.objects.filter(email=email).exists() or Account.objects.filter(email=email).exists():
        raise AddressTaken
    account = Account.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=account, email=email, primary=True, verified=is_verified)
    record("accounts.account.opened", account, by=by)
    return account


@controller_atomic()
def grant_staff(account: Account, *, by: Actor) -> Account:
    """Make an account DIA'LOG staff; its sessions end, for a staff session lives by stricter rules."""
    account = _locked(account.pk)
    account.is_staff = True
    account.save(update_fields=["is_staff"])
    Session.objects.filter(account=account).delete()
    record("accounts.staff.granted", account, by=by)
    return account


@controller_atomic()
def change_account(account: Account, *, name: str, phone: str, by: Actor) -> Account:
    """Change what a person is called and their phone, here and in every workspace."""
    account = _locked(account.pk)
    account.name, account.phone = name.strip(), phone.strip()
    account.save(update_fields=["name", "phone"])
    record("accounts.account.changed", account, by=by)
    enqueue_mirrors(account.pk, by=by)
    return account


@controller_atomic()
def keep_address(account: Account, *, by: Actor) -> Account:
    """Carry the confirmed primary address into the account and every workspace."""
    account = _locked(account.pk)
    confirmed = EmailAddress.objects.filter(user=account, primary=True, verified=True).first()
    if confirmed is None:
        return account
    if confirmed.email != account.email:
        account.email = confirmed.email
        account.save(update_fields=["email"])
    record("accounts.account.changed", account, by=by)
    enqueue_mirrors(account.pk, by=by)
    return account


@controller_atomic()
def request_account_deletion(account: Account, *, by: Actor) -> Account:
    """Note the person's wish; it becomes a request, answered within the statutory time."""
    account = _locked(account.pk)
    if account.deletion_requested_at is None:
        account.deletion_requested_at = now()
        account.save(update_fields=["deletion_requested_at"])
        record("accounts.account.deletion_requested", account, by=by)
        enqueue("rights.receive_from_account", half=Half.CONTROLLER, account_id=str(account.pk))
    return account


@controller_atomic()
def withdraw_account_deletion(account: Account, *, by: Actor) -> Account:
    """Take the wish back."""
    account = _locked(account.pk)
    if account.deletion_requested_at is not None:
        account.deletion_requested_at = None
        account.save(update_fields=["deletion_requested_at"])
        record("accounts.account.deletion_withdrawn", account, by=by)
        enqueue("rights.withdraw_from_account", half=Half.CONTROLLER, account_id=str(account.pk))
    return account


def _locked(account_id: UUID) -> Account:
    return Account.objects.select_for_update(no_key=True).get(pk=account_id)
