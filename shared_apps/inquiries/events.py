from __future__ import annotations

from shared_apps.core.trail import event

for kind, a_kind in (("inquiry", "an inquiry"), ("brief", "a brief")):
    event(f"inquiries.{kind}.received", f"sent {a_kind}")
    event(f"inquiries.{kind}.acknowledged", f"acknowledged {a_kind}")
    event(f"inquiries.{kind}.assigned", f"gave {a_kind} into somebody's hands", facts=("account",))
    event(f"inquiries.{kind}.replied", f"replied to {a_kind}", facts=("entry",))
    event(f"inquiries.{kind}.spoken_to", f"spoke to the person of {a_kind}", facts=("entry",))
    event(f"inquiries.{kind}.wrote_again", f"entered what the person of {a_kind} wrote", facts=("entry",))
    event(f"inquiries.{kind}.noted", f"added a note to {a_kind}", facts=("entry",))
    event(f"inquiries.{kind}.merged", f"merged another into {a_kind}", facts=("other",))
    event(f"inquiries.{kind}.merged_into", f"merged {a_kind} into another", facts=("other",))
    event(f"inquiries.{kind}.separated", f"separated {a_kind} again", facts=("other",))
    event(f"inquiries.{kind}.parted", f"took another out of {a_kind}", facts=("other",))
    event(f"inquiries.{kind}.closed", f"closed {a_kind}", facts=("reason",))
    event(f"inquiries.{kind}.reopened", f"opened {a_kind} again")
event("inquiries.inquiry.logged", "entered an inquiry")
