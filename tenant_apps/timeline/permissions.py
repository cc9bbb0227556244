from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, OFFICE, Role

VIEW_TIMELINE = permission("timeline.activity.view", "See notes and tasks", roles=EVERYONE)
WRITE_TIMELINE = permission(
    "timeline.activity.write", "Write notes, take and finish tasks", roles=OFFICE | {Role.BENCH}
)
REMOVE_ACTIVITY = permission("timeline.activity.remove", "Remove notes", roles=OFFICE)
