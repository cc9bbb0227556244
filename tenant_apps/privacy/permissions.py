from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import MANAGERS, OWNERS

EXPORT_DATA = permission("privacy.data.export", "Take a copy of everything", roles=OWNERS)
DELETE_DATA = permission("privacy.data.delete", "Instruct the deletion of everything", roles=OWNERS)
HANDLE_PASSED_ON = permission("privacy.passed_on.handle", "Deal with what concerns a person’s data", roles=MANAGERS)
