"""What staff do in one step where several things must happen together."""

from __future__ import annotations

from shared_apps.accounts.operations import invite_member
from shared_apps.core.actors import Actor
from shared_apps.core.db import controller_atomic
from shared_apps.core.roles import Role
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.operations import invite_jeweler, open_workspace


@controller_atomic()
def welcome_jeweler(*, slug: str, name: str, owner: str, by: Actor) -> Jeweler:
    """Enter a jeweler, ask for the workspace and invite the owner: all of it or nothing."""
    jeweler = invite_jeweler(slug=slug, name=name, by=by)
    jeweler = open_workspace(jeweler, by=by)
    invite_member(jeweler.pk, email=owner, role=Role.OWNER, by=by)
    return jeweler
