from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, MANAGERS, OFFICE

VIEW_MEMORY = permission("clienteling.memory.view", "See clients' sizes, days and tastes", roles=EVERYONE)
EDIT_MEMORY = permission("clienteling.memory.edit", "Keep clients' sizes, days and tastes", roles=OFFICE)
EDIT_GAUGE = permission("clienteling.gauge.edit", "Keep the workspace's own ring gauge", roles=MANAGERS)
