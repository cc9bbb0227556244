from __future__ import annotations

from shared_apps.core.trail import event

event("jewelers.jeweler.invited", "invited a jeweler")
event("jewelers.jeweler.provisioning", "began to open a workspace")
event("jewelers.jeweler.active", "opened a workspace")
event("jewelers.jeweler.suspended", "suspended a workspace")
event("jewelers.jeweler.resumed", "resumed a workspace")
event("jewelers.jeweler.archived", "archived a workspace")
event("jewelers.jeweler.reopened", "took a workspace out of the archive")
event("jewelers.jeweler.deleted", "deleted the workspace on instruction")
event("jewelers.jeweler.restored", "restored the workspace from an archive")
event("jewelers.details.changed", "changed a jeweler's details", facts=("fields",))
event("jewelers.application.opened", "made an inquiry an application", facts=("inquiry",))
event("jewelers.application.edited", "worked on an application")
event("jewelers.application.accepted", "accepted an application", facts=("jeweler",))
event("jewelers.application.declined", "declined an application")
event("jewelers.announcement.made", "announced something", facts=("kind", "jewelers"))
event("jewelers.announcement.withdrawn", "took an announcement back")
event("jewelers.backup.noted", "noted a finished backup")
