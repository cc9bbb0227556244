from __future__ import annotations

from shared_apps.core.trail import event

event("privacy.export.requested", "asked for a copy of everything")
event("privacy.export.finished", "received a copy of everything", facts=("rows", "files", "bytes"))
event("privacy.export.failed", "was told that the copy could not be made", facts=("error",))
event("privacy.export.expired", "let a copy of everything expire")
event("privacy.passed_on.received", "received something from DIA'LOG about a person's data", facts=("kind",))
event("privacy.passed_on.done", "dealt with something about a person's data", facts=("kind",))
event(
    "privacy.client.disclosed",
    "gave out data of clients on an outsider's demand",
    facts=("disclosure", "clients", "rows"),
)
