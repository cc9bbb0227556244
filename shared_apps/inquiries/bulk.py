"""The same act on many threads: each in its own transaction, so that one refusal holds up nobody else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from shared_apps.accounts.models import Account
from shared_apps.core.errors import DomainError
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import Received
from shared_apps.inquiries.operations import acknowledge, close

ACTS = ("acknowledge", "spam")


@dataclass
class Outcome:
    """What was done, and what was not with the reason."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)


def act_on_all(rows: Iterable[Received], act: str, *, by: Account) -> Outcome:
    """Acknowledge threads or mark them as spam; what somebody else did first is told, not overwritten."""
    outcome = Outcome()
    for row in rows:
        try:
            acknowledge(row, by=by) if act == "acknowledge" else close(row, reason=CloseReason.SPAM, by=by)
        except DomainError as error:
            outcome.refused.append((row.reference, error.message))
        else:
            outcome.done.append(row.reference)
    return outcome
