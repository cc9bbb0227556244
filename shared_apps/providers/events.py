from __future__ import annotations

from shared_apps.core.trail import event

event("providers.provider.entered", "entered a provider into the register", facts=("key",))
event("providers.provider.kept_up", "kept up what the register says of a provider", facts=("key", "facts"))
event("providers.provider.retired", "let a provider go", facts=("key",))
event("providers.provider.activated_first", "made a provider active before there was a jeweler to tell", facts=("key",))
event("providers.change.proposed", "proposed a material change of a provider", facts=("key", "kinds"))
event("providers.change.noticed", "told the jewelers of a change of a provider", facts=("key",))
event("providers.change.activated", "let a change of a provider take effect", facts=("key",))
event("providers.change.withdrawn", "gave a change of a provider up", facts=("key",))
event("providers.change.emergency_asked", "asked that a change of a provider take effect at once")
event(
    "providers.change.activated_at_once", "confirmed that a change of a provider takes effect at once", facts=("key",)
)
event("providers.objection.raised", "objected to a provider", facts=("key", "jeweler"))
event("providers.objection.withdrawn", "took an objection to a provider back", facts=("key", "jeweler"))
event("providers.list.given", "answered a request for the list of providers", facts=("sha256",))
