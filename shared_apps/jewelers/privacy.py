from __future__ import annotations

from shared_apps.core.datamap import INQUIRY_RETENTION, REGISTER_RETENTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from shared_apps.jewelers.models import (
    Announcement,
    AnnouncementAddress,
    AnnouncementClosing,
    Application,
    Backup,
    Details,
    Domain,
    Health,
    Jeweler,
    StateChange,
    UsageReading,
)

BUSINESS = {
    "legal_name": plain(),
    "registration": plain(),
    "address": plain(),
    "privacy_contact_email": personal(Category.ACCOUNT),
    "dealer_category": plain(),
    "dealer_number": plain(),
    "dealer_expires_on": plain(),
}

PLAIN = {
    Jeweler: ("slug", "skeleton", "name", "state", "state_changed_at", "schema_name"),
    Domain: ("jeweler", "name", "is_primary"),
    StateChange: ("jeweler_id", "state", "by_kind", "by_id", "reason"),
    UsageReading: ("jeweler", "day", "members", "clients", "designs", "files", "bytes", "mails", "jobs"),
    Health: (
        "jeweler",
        "checked_at",
        "answers",
        "stores",
        "behind",
        "failed_jobs",
        "exported_at",
        "owner_signed_in_on",
    ),
    Backup: ("finished_at",),
    Announcement: ("kind", "title", "text", "shown_until", "to_all", "is_mailed", "written_by_id", "withdrawn_at"),
    AnnouncementAddress: ("announcement", "jeweler"),
    AnnouncementClosing: ("announcement", "account_id"),
}

for model, names in PLAIN.items():
    declare(
        model,
        half=Half.CONTROLLER,
        subject=None,
        purpose=Purpose.OPERATE,
        retention=REGISTER_RETENTION,
        fields={name: plain() for name in names},
    )
declare(
    Details,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=REGISTER_RETENTION,
    fields=BUSINESS | {"jeweler": plain()},
)
declare(
    Application,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.RESPOND,
    retention=INQUIRY_RETENTION,
    since="decided_at",
    fields=BUSINESS
    | {
        "inquiry_id": plain(),
        "name": plain(),
        "slug": plain(),
        "contact_name": personal(Category.INQUIRY),
        "contact_email": personal(Category.INQUIRY),
        "state": plain(),
        "decided_at": plain(),
        "decided_by_id": plain(),
        "reason": personal(Category.INQUIRY),
        "jeweler": plain(),
    },
)
