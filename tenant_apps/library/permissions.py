from __future__ import annotations

from shared_apps.core.permissions import permission
from shared_apps.core.roles import EVERYONE, OFFICE, Role

MAKERS = OFFICE | {Role.BENCH}

VIEW_DESIGNS = permission("library.design.view", "See designs and their files", roles=EVERYONE)
EDIT_DESIGNS = permission("library.design.edit", "Add and edit designs", roles=MAKERS)
ADD_FILES = permission("library.file.add", "Add pictures and documents", roles=MAKERS)
REMOVE_FILES = permission("library.file.remove", "Remove pictures and documents", roles=MAKERS)
PUBLISH_VERSIONS = permission("library.version.publish", "Publish versions for the client", roles=OFFICE)
