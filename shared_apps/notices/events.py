from __future__ import annotations

from shared_apps.core.trail import event

event("notices.notice.given", "told people of something", facts=("kind", "recipients"))
