from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE

VIEW_TODAY = permission("dashboard.today.view", "See what needs doing today", roles=EVERYONE)
