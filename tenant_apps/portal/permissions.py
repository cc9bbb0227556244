from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, MANAGERS, OFFICE, Role

MANAGE_ACCESS = permission("portal.access.manage", "Invite clients to the portal and end their access", roles=OFFICE)
VIEW_CONVERSATIONS = permission("portal.comment.view", "Read what clients say", roles=EVERYONE)
REPLY_TO_CLIENTS = permission("portal.comment.reply", "Reply to clients", roles=OFFICE | {Role.BENCH})
HANDLE_REQUESTS = permission("portal.request.handle", "Handle clients’ requests about their data", roles=MANAGERS)
