from __future__ import annotations

from shared_apps.core.trail import event

event("library.design.created", "added a design", facts=("number",))
event("library.design.edited", "edited a design", facts=("number", "revision"))
event("library.design.archived", "put a design into the archive", facts=("number",))
event("library.design.restored", "took a design out of the archive", facts=("number",))
event("library.design.approved", "had a design approved", facts=("number", "version"))
event("library.file.requested", "began to upload a file", facts=("design", "kind", "bytes"))
event("library.file.uploaded", "uploaded a file", facts=("design",))
event("library.file.ready", "prepared a file", facts=("design", "bytes"))
event("library.file.refused", "refused a file", facts=("design", "reason"))
event("library.file.removed", "removed a file", facts=("design",))
event("library.version.published", "published a version", facts=("number", "version", "images", "hash"))
