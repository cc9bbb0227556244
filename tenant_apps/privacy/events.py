from __future__ import annotations

from shared_apps.core.trail import event

event("privacy.export.requested", "asked for a copy of everything")
event("privacy.export.finished", "received a copy of everything", facts=("rows", "files", "bytes"))
event("privacy.export.failed", "was told that the copy could not be made", facts=("error",))
event("privacy.export.expired", "let a copy of everything expire")
