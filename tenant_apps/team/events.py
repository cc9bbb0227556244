"""What the jeweler's trail says about its team and house."""

from __future__ import annotations

from shared_apps.core.trail import event

event("team.workspace.prepared", "opened the workspace")
event("team.member.joined", "joined the team", facts=("role",))
event("team.member.role_changed", "was given another role", facts=("role",))
event("team.member.left", "left the team")
event("team.invitation.sent", "invited a person", facts=("invitation", "role"))
event("team.invitation.withdrawn", "withdrew an invitation", facts=("invitation", "role"))
event("team.invitation.declined", "declined an invitation", facts=("invitation", "role"))
event("team.invitation.accepted", "accepted an invitation", facts=("invitation", "role"))
event("team.agreement.accepted", "accepted the agreement", facts=("version", "text_hash"))
event("team.house.changed", "changed the house's settings")
