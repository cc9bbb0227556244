from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE

SEARCH = permission("search.everything.find", "Search the workspace", roles=EVERYONE)
