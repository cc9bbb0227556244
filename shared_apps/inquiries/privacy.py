from __future__ import annotations

from django.db.models import Q

from shared_apps.core.datamap import (
    ACCOUNT_RETENTION,
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
from shared_apps.inquiries.models import Brief, BriefEntry, Inquiry, InquiryEntry, SavedView

WORK = {
    name: plain()
    for name in (
        "reference",
        "state",
        "language",
        "acknowledged_at",
        "acknowledged_by_id",
        "assigned_to_id",
        "acknowledge_by",
        "answer_by",
        "answered_at",
        "merged_into_kind",
        "merged_into_id",
        "closed_at",
        "close_reason",
    )
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
    | {"introduced_at": plain()}
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

HANDLING = ("kind", "by_id", "said_at", "template", "language", "sent_at", "mail_id", "returned_at", "received")
for entries, category, purpose in (
    (InquiryEntry, Category.INQUIRY, Purpose.RESPOND),
    (BriefEntry, Category.BRIEF, Purpose.INTRODUCE),
):
    declare(
        entries,
        half=Half.CONTROLLER,
        subject="received",
        purpose=purpose,
        retention=INQUIRY_RETENTION,
        follows="received",
        fields={name: plain() for name in HANDLING} | {"words": personal(category)},
    )
declare(
    SavedView,
    half=Half.CONTROLLER,
    subject="account",
    purpose=Purpose.RESPOND,
    retention=ACCOUNT_RETENTION,
    follows="account",
    fields={"account": plain(), "name": personal(Category.ACCOUNT), "query": personal(Category.ACCOUNT)},
)
