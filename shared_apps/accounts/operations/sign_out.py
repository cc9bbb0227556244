"""Ending sessions."""

from __future__ import annotations

from uuid import UUID

from shared_apps.accounts.models import Account, Session
from shared_apps.core.actors import Actor
from shared_apps.core.db import controller_atomic
from shared_apps.core.operations import record


@controller_atomic()
def end_session(account: Account, session_id: UUID, *, by: Actor) -> None:
    """End one session of an account, and those opened from it."""
    ended, _ = Session.objects.filter(account=account, pk=session_id).delete()
    if ended:
        record("accounts.sessions.ended", account, by=by, count=ended)


@controller_atomic()
def sign_out_everywhere(account: Account, *, by: Actor) -> int:
    """End every session of an account on every host; return how many."""
    ended, _ = Session.objects.filter(account=account).delete()
    record("accounts.sessions.ended", account, by=by, count=ended)
    return ended
