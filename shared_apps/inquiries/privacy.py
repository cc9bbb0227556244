from __future__ import annotations

from shared_apps.core.datamap import (
    INQUIRY_RETENTION,
    INTRODUCTION_RETENTION,
    Category,
    Purpose,
    declare,
    personal,
    plain,
)
from shared_apps.core.db import Half
from shared_apps.inquiries.models import Brief, Inquiry, Introduction

WORK = {
    name: plain()
    for name in ("reference", "state", "acknowledged_at", "acknowledged_by_id", "closed_at", "close_reason")
}

declare(
    Inquiry,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.RESPOND,
    retention=INQUIRY_RETENTION,
    fields=WORK | {name: personal(Category.INQUIRY) for name in ("name", "email", "company", "role", "message")},
)
declare(
    Brief,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.INTRODUCE,
    retention=INQUIRY_RETENTION,
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
            "timing",
            "location",
            "preferences",
        )
    },
)
declare(
    Introduction,
    half=Half.CONTROLLER,
    subject="brief",
    purpose=Purpose.INTRODUCE,
    retention=INTRODUCTION_RETENTION,
    fields={name: plain() for name in ("brief", "jeweler", "introduced_by_id", "fields_shared", "delivered_at")},
)
