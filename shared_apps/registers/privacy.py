from __future__ import annotations

from shared_apps.core.datamap import (
    REGISTER_RETENTION,
    Category,
    Erase,
    Purpose,
    Retention,
    declare,
    personal,
    plain,
    secret,
)
from shared_apps.core.db import Half
from shared_apps.registers.models import (
    Breach,
    BreachDraft,
    BreachNote,
    BreachObject,
    Disclosure,
    DisclosureExport,
)

DISCLOSURES = Retention("disclosures", "the decision", 2557, "proof of what we disclosed and why, P45")
BREACHES = Retention("breaches", "the breach is closed", 2557, "GDPR Art. 33(5): a register of every breach")
HANDOVER = Retention("disclosure export", "the week in which it is handed over", 0, "P45: nothing lies about")

declare(
    Disclosure,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=DISCLOSURES,
    since="decided_at",
    fields={"subjects": personal(Category.RECORDS, erase=Erase.NOTHING)}
    | {
        name: plain()
        for name in (
            "requester",
            "legal_basis",
            "document_sha256",
            "data_class",
            "jeweler",
            "fields",
            "since",
            "until",
            "untold_because",
            "state",
            "proposed_by_id",
            "decided_by_id",
            "decided_at",
            "refused_because",
            "made_at",
            "export_sha256",
            "export_rows",
        )
    },
)
declare(
    DisclosureExport,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=HANDOVER,
    since="expires_at",
    fields={"disclosure": plain(), "sealed": secret(Category.RECORDS), "expires_at": plain()},
)
declare(
    Breach,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=BREACHES,
    since="closed_at",
    fields={
        name: plain()
        for name in (
            "title",
            "noticed_at",
            "what_happened",
            "consequences",
            "measures",
            "is_drill",
            "is_high_risk",
            "state",
            "reported_by_id",
            "authority_told_at",
            "authority_untold_because",
            "closed_at",
        )
    },
)
declare(
    BreachObject,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=BREACHES,
    follows="breach",
    fields={"breach": plain(), "kind": plain(), "name": personal(Category.RECORDS, erase=Erase.NOTHING)},
)
declare(
    BreachNote,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={name: plain() for name in ("breach_id", "text", "by_id")},
)
declare(
    BreachDraft,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=BREACHES,
    follows="breach",
    fields={name: plain() for name in ("breach", "jeweler", "text", "confirmed_by_id", "confirmed_at")},
)
