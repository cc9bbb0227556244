from __future__ import annotations

from shared_apps.core.trail import event

event("inquiries.brief.introduced", "introduced a brief to a jeweler", facts=("jeweler", "introduction"))
