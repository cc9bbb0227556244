from __future__ import annotations

from shared_apps.core.trail import event

event("rights.policy.published", "published an edition of the policy", facts=("number",))
