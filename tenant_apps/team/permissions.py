"""What may be done with the team and the house."""

from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, MANAGERS, OWNERS

VIEW_TEAM = permission("team.member.view", "See the team", roles=EVERYONE)
INVITE_MEMBERS = permission("team.member.invite", "Invite people", roles=OWNERS)
CHANGE_ROLES = permission("team.member.change_role", "Change roles", roles=OWNERS)
REMOVE_MEMBERS = permission("team.member.remove", "Remove people", roles=OWNERS)
EDIT_HOUSE = permission("team.house.edit", "Change the house's settings", roles=MANAGERS)
VIEW_SUPPORT = permission("team.support.view", "See what DIA'LOG support looked at", roles=MANAGERS)
GRANT_SUPPORT = permission("team.support.grant", "Let DIA'LOG support in", roles=OWNERS)
EDIT_DETAILS = permission("team.details.edit", "Change the business's details", roles=OWNERS)
CLOSE_ANNOUNCEMENTS = permission("team.announcement.close", "Put announcements away", roles=EVERYONE)
VIEW_NOTICES = permission("team.notice.view", "Read what DIA'LOG told the house", roles=MANAGERS)
CLOSE_NOTICES = permission("team.notice.close", "Put one's own notices away", roles=EVERYONE)
ACCEPT_AGREEMENT = permission("team.agreement.accept", "Accept the agreement", roles=OWNERS)
VIEW_PROVIDERS = permission("team.provider.view", "See the providers", roles=EVERYONE)
OBJECT_TO_PROVIDERS = permission("team.provider.object", "Object to a provider", roles=OWNERS)
