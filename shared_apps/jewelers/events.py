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
