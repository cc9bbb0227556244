from __future__ import annotations

from shared_apps.core.trail import event

event("inquiries.inquiry.received", "sent an inquiry")
event("inquiries.brief.received", "sent a brief")
event("inquiries.inquiry.acknowledged", "acknowledged an inquiry")
event("inquiries.brief.acknowledged", "acknowledged a brief")
event("inquiries.inquiry.closed", "closed an inquiry", facts=("reason",))
event("inquiries.brief.closed", "closed a brief", facts=("reason",))
