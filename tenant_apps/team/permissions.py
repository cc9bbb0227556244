"""What may be done with the team and the house."""

from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, MANAGERS, OWNERS

VIEW_TEAM = permission("team.member.view", "See the team", roles=EVERYONE)
INVITE_MEMBERS = permission("team.member.invite", "Invite people", roles=OWNERS)
CHANGE_ROLES = permission("team.member.change_role", "Change roles", roles=OWNERS)
REMOVE_MEMBERS = permission("team.member.remove", "Remove people", roles=OWNERS)
EDIT_HOUSE = permission("team.house.edit", "Change the house's settings", roles=MANAGERS)
ACCEPT_AGREEMENT = permission("team.agreement.accept", "Accept the agreement", roles=OWNERS)
