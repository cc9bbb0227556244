"""What the controller half may ask of the team."""

from __future__ import annotations

from shared_apps.core import crossings
from tenant_apps.team import operations

crossings.register("team.prepare", operations.prepare)
crossings.register("team.mirror_member", operations.mirror_member)
crossings.register("team.note_invitation", operations.note_invitation)
crossings.register("team.accept_agreement", operations.accept_agreement)
