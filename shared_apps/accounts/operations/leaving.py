"""The end of an account: its places are given up first, so that every workspace hears of it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from shared_apps.accounts.models import Account
from shared_apps.accounts.operations.memberships import LastOwner, remove_member
from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.db import controller_atomic
from shared_apps.core.operations import record


def close_accounts(keys: Sequence[UUID]) -> int:
    """Close the accounts whose time is over; one that alone owns a workspace stays until that is settled."""
    closed = 0
    for key in keys:
        try:
            closed += close_account(key, by=SYSTEM)
        except LastOwner:
            continue
    return closed


@controller_atomic()
def close_account(account_id: UUID, *, by: Actor) -> bool:
    """Give up an account's places and delete it; False when it is gone already. Raises LastOwner."""
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        return False
    for jeweler_id in list(account.memberships.order_by("pk").values_list("jeweler_id", flat=True)):
        remove_member(account.pk, jeweler_id, by=by)
    record("accounts.account.closed", account, by=by)
    account.delete()
    return True
