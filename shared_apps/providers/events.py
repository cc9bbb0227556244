from __future__ import annotations

from shared_apps.core.trail import event

event("providers.provider.entered", "entered a provider into the register", facts=("key",))
