"""Hand-offs from the App host to a workspace or the console."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from shared_apps.accounts.models import Account, HandOff, Invitation, Session
from shared_apps.accounts.queries import may_enter
from shared_apps.accounts.sessions import digest
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError

GOOD_FOR = timedelta(seconds=60)
KEPT_FOR = timedelta(days=1)


class HandOffRefused(DomainError):
    message = "This way in is no longer open. Please sign in again."


@controller_atomic()
def create_hand_off(
    account: Account,
    *,
    session_id: UUID,
    host: str,
    jeweler_id: UUID | None,
    state: str,
    authenticated_at: datetime,
) -> str:
    """Return the token of a passage to one host, for the browser that holds the state."""
    if not may_enter(account, jeweler_id):
        raise HandOffRefused
    token = secrets.token_urlsafe(32)
    HandOff.objects.create(
        token_hash=digest(token),
        state_hash=digest(state),
        account=account,
        session_id=session_id,
        host=host,
        jeweler_id=jeweler_id,
        authenticated_at=authenticated_at,
        expires_at=now() + GOOD_FOR,
    )
    return token


@controller_atomic()
def take_hand_off(token: str, *, host: str, jeweler_id: UUID | None, states: list[str]) -> HandOff:
    """Use a passage up; of two at once one wins. Everything that does not fit is refused alike."""
    passages = HandOff.objects.filter(
        Q(jeweler_id=jeweler_id),
        token_hash=digest(token),
        state_hash__in=[digest(state) for state in states],
        host=host,
        used_at=None,
        expires_at__gt=now(),
    )
    if not passages.update(used_at=now()):
        raise HandOffRefused
    passage = HandOff.objects.select_related("account", "session").get(token_hash=digest(token))
    if not may_enter(passage.account, jeweler_id):
        raise HandOffRefused
    return passage


def forget_expired() -> int:
    """Delete sessions that ended, and passages and invitations a day after they did; return how many rows."""
    sessions, _ = Session.objects.filter(expires_at__lte=now()).delete()
    passages, _ = HandOff.objects.filter(expires_at__lte=now() - KEPT_FOR).delete()
    invitations, _ = Invitation.objects.filter(expires_at__lte=now() - KEPT_FOR).delete()
    return sessions + passages + invitations
