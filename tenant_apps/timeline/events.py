from __future__ import annotations

from shared_apps.core.trail import event

event("timeline.activity.written", "wrote on a client's timeline", facts=("number", "kind"))
event("timeline.activity.edited", "changed what they wrote", facts=("number",))
event("timeline.activity.pinned", "pinned or unpinned a note", facts=("number", "pinned"))
event("timeline.activity.removed", "removed a note", facts=("number",))
event("timeline.task.added", "added a task", facts=("number",))
event("timeline.task.finished", "finished a task", facts=("number",))
event("timeline.task.reopened", "took up a task again", facts=("number",))
