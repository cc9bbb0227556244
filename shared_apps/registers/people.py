from __future__ import annotations

from uuid import UUID

from shared_apps.core.actors import Actor


class NobodyActs(RuntimeError):
    """An entry of a register was to be made by nobody: a person stands behind each."""


def person_behind(by: Actor) -> UUID:
    """Return the id of the person who acts; raises NobodyActs for the system."""
    if by.actor_id is None:
        raise NobodyActs
    return by.actor_id
