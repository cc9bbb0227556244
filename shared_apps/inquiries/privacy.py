from __future__ import annotations

from django.db.models import Q

from shared_apps.core.datamap import (
    FORGOTTEN_RETENTION,
    INQUIRY_RETENTION,
    SPAM_RETENTION,
    Category,
    Purpose,
    declare,
    personal,
    plain,
)
from shared_apps.core.db import Half
from shared_apps.inquiries.enums import CloseReason
from shared_apps.inquiries.models import Brief, Inquiry

WORK = {
    name: plain()
    for name in ("reference", "state", "language", "acknowledged_at", "acknowledged_by_id", "closed_at", "close_reason")
}
ENDS = (
    SPAM_RETENTION.on("closed_at", when=Q(close_reason=CloseReason.SPAM)),
    FORGOTTEN_RETENTION.on("created_at", when=Q(closed_at=None)),
)

declare(
    Inquiry,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.RESPOND,
    retention=INQUIRY_RETENTION,
    since="closed_at",
    also=ENDS,
    fields=WORK | {name: personal(Category.INQUIRY) for name in ("name", "email", "company", "role", "message")},
)
declare(
    Brief,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.INTRODUCE,
    retention=INQUIRY_RETENTION,
    since="closed_at",
    also=ENDS,
    fields=WORK
    | {
        name: personal(Category.BRIEF)
        for name in (
            "name",
            "email",
            "phone",
            "contact_preference",
            "piece",
            "occasion",
            "budget",
            "budget_currency",
            "timing",
            "needed_on",
            "location",
            "materials",
            "styles",
            "preferences",
            "wants_direct_introduction",
        )
    },
)
