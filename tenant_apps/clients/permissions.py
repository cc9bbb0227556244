from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, OFFICE

VIEW_CLIENTS = permission("clients.client.view", "See clients", roles=EVERYONE)
EDIT_CLIENTS = permission("clients.client.edit", "Add and edit clients", roles=OFFICE)
ARCHIVE_CLIENTS = permission("clients.client.archive", "Archive clients", roles=OFFICE)
VIEW_LEADS = permission("clients.lead.view", "See leads", roles=OFFICE)
DECIDE_LEADS = permission("clients.lead.decide", "Take on or decline leads", roles=OFFICE)
