from __future__ import annotations

from shared_apps.core.trail import event

event("clients.client.created", "added a client", facts=("number", "source"))
event("clients.client.edited", "edited a client", facts=("number",))
event("clients.client.archived", "archived a client", facts=("number",))
event("clients.client.restored", "took a client out of the archive", facts=("number",))
event("clients.contact.added", "added a way to reach a client", facts=("number", "channel"))
event("clients.contact.edited", "changed a way to reach a client", facts=("number", "channel"))
event("clients.contact.removed", "removed a way to reach a client", facts=("number", "channel"))
event("clients.address.added", "added a client’s address", facts=("number",))
event("clients.address.edited", "changed a client’s address", facts=("number",))
event("clients.address.removed", "removed a client’s address", facts=("number",))
event("clients.lead.received", "received a lead", facts=("introduction_id",), personal=("introduction_id",))
event(
    "clients.lead.corrected",
    "received a correction to a lead",
    facts=("introduction_id",),
    personal=("introduction_id",),
)
event("clients.lead.converted", "took on a lead as a client", facts=("number",))
event("clients.lead.declined", "declined a lead", facts=())
event("clients.lead.accepted", "accepted a lead")
event("clients.lead.contacted", "noted the first contact with a lead")
event("clients.lead.ended", "noted how a lead ended", facts=("outcome",))
event("clients.lead.lapsed", "let a lead pass on to another jeweler")
event("clients.lead.withdrawn", "learned that a person withdrew a lead")
