"""What became of a mail, as we hear of it later; apps that keep evidence listen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID

from shared_apps.core.clock import now
from shared_apps.egress import sendlog
from shared_apps.egress.models import MailStatus
from shared_apps.tenancy.context import jeweler_context, no_jeweler, tenant_by_id
from shared_apps.tenancy.errors import UnknownJeweler

type Listener = Callable[[UUID, MailStatus], object]

BAD = frozenset({MailStatus.BOUNCED, MailStatus.REFUSED, MailStatus.COMPLAINED})
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """Register who wants to know what became of mails of the controller half."""
    if listener not in _listeners:
        _listeners.append(listener)


def note_outcome(reference: str, status: MailStatus) -> bool:
    """Write down what became of the mail that went out under this name; False when there is none of that name.

    Reports come late, twice and out of order: that a mail came back is not undone by one that it arrived.
    """
    named = sendlog.REFERENCE.fullmatch(reference)
    if named is None:
        return False
    mail_id, jeweler = UUID(named["mail"]), named["jeweler"]
    try:
        half = _half_of(jeweler)
    except UnknownJeweler:
        return False
    with half:
        rows = sendlog.log_model()._default_manager.filter(pk=mail_id)
        if status not in BAD:
            rows = rows.exclude(status__in=BAD)
        found = rows.update(status=status, changed_at=now()) == 1
    if jeweler == "0":
        for listener in _listeners:
            listener(mail_id, status)
    return found


def _half_of(jeweler: str) -> AbstractContextManager[object]:
    return no_jeweler() if jeweler == "0" else jeweler_context(tenant_by_id(UUID(jeweler)))
