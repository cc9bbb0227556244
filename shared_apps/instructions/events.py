from __future__ import annotations

from shared_apps.core.trail import event

event("instructions.deletion.instructed", "instructed the deletion of a workspace", facts=("jeweler",))
event("instructions.deletion.cancelled", "cancelled the deletion of a workspace", facts=("jeweler",))
event("instructions.deletion.refused", "refused a deletion, something had changed", facts=("jeweler",))
event("instructions.deletion.done", "deleted a workspace", facts=("jeweler",))
