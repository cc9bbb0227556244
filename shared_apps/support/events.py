"""What both trails say about support access; each read of a page is in the jeweler's own."""

from __future__ import annotations

from shared_apps.core.trail import event

GRANT = ("jeweler", "areas", "hours", "may_write")

event("support.grant.given", "let DIA'LOG support in", facts=GRANT)
event("support.grant.revoked", "ended DIA'LOG support's access", facts=GRANT)
event("support.glass.asked", "asked to break the glass", facts=("jeweler", "areas", "hours"))
event("support.glass.withdrawn", "took back a request to break the glass", facts=("jeweler",))
event("support.glass.broken", "agreed to break the glass", facts=(*GRANT, "asked_by"), personal=("asked_by",))
event("support.visit.began", "entered a workspace", facts=("jeweler",))
event("support.page.read", "looked at a page", facts=("route", "objects", "method"))
event("support.page.changed", "changed something on a page", facts=("route", "objects", "method"))
event("support.page.refused", "was kept from changing something", facts=("route", "objects", "method"))
event("support.shell.opened", "opened a shell in the workspace")
