from __future__ import annotations

from shared_apps.core.trail import event

event("registers.disclosure.proposed", "proposed a disclosure", facts=("data_class", "jeweler", "subjects", "fields"))
event("registers.disclosure.approved", "approved a disclosure", facts=("tells",))
event("registers.disclosure.refused", "refused a disclosure")
event("registers.disclosure.made", "made the export of a disclosure", facts=("rows", "sha256"))
event("registers.disclosure.handed_over", "took out the export of a disclosure", facts=("sha256",))
event("registers.breach.entered", "entered a breach", facts=("is_drill",))
event("registers.breach.changed", "described a breach anew")
event("registers.breach.object_added", "noted what a breach touched", facts=("kind",))
event("registers.breach.drafted", "wrote the drafts for affected jewelers", facts=("jewelers",))
event("registers.breach.told", "told an affected jeweler of a breach", facts=("breach", "jeweler", "is_drill"))
event("registers.breach.authority_settled", "settled whether the authority is told", facts=("told",))
event("registers.breach.closed", "closed a breach")
event("registers.transfer.rehearsed", "rehearsed a business transfer", facts=("jewelers",))
