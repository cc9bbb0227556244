from __future__ import annotations

from shared_apps.core.trail import event

event("inquiries.brief.introduced", "introduced a brief to a jeweler", facts=("jeweler", "introduction"))
event("introductions.profile.edited", "changed a jeweler’s profile", facts=("jeweler",))
event("introductions.conflict.noted", "noted a conflict of a jeweler", facts=("jeweler",))
event("introductions.conflict.lifted", "took a jeweler’s conflict off the list", facts=("jeweler",))
event("introductions.proposal.made", "proposed jewelers to a person", facts=("brief", "choices"))
event("introductions.proposal.taken_back", "took a proposal back")
event("introductions.proposal.answered", "answered a proposal", facts=("answer", "yes"))
event("introductions.proposal.expired", "let a proposal expire")
event("introductions.introduction.accepted", "accepted an introduction", facts=("jeweler",))
event("introductions.introduction.declined", "declined an introduction", facts=("jeweler",))
event("introductions.introduction.lapsed", "passed an introduction on that nobody answered", facts=("jeweler",))
event("introductions.introduction.contacted", "noted the first contact", facts=("jeweler",))
event("introductions.introduction.won", "noted a commission", facts=("jeweler",))
event("introductions.introduction.lost", "noted that nothing came of it", facts=("jeweler",))
event("introductions.introduction.withdrawn", "withdrew an introduction", facts=("jeweler",))
