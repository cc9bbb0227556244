"""What a person has stopped: objections and restrictions, asked at every exit before data is used (P62, P63).

restrain(fn)                                 # the app that keeps them registers how to look one up
refuse_if_restrained("li@example.com", Purpose.INTRODUCE)
"""

from __future__ import annotations

from collections.abc import Callable

from shared_apps.core.datamap import Purpose
from shared_apps.core.errors import DomainError

type Restraint = Callable[[str, Purpose], bool]

_restraints: list[Restraint] = []


class Restrained(DomainError):
    message = "This person asked us to stop using their data for this."
    permanent = True


def restrain(restraint: Restraint) -> None:
    """Register how to tell whether an address is restrained for a purpose; registering it twice changes nothing."""
    if restraint not in _restraints:
        _restraints.append(restraint)


def is_restrained(email: str, purpose: Purpose) -> bool:
    """Whether the person at this address stopped the use of their data for this purpose."""
    return any(restraint(email.strip().lower(), purpose) for restraint in _restraints)


def refuse_if_restrained(email: str, purpose: Purpose) -> None:
    """Let a use pass; raises Restrained when the person stopped it."""
    if is_restrained(email, purpose):
        raise Restrained
