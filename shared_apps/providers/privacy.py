from __future__ import annotations

from shared_apps.core.datamap import EVIDENCE_RETENTION, REGISTER_RETENTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from shared_apps.providers.models import Annex, Edition, ListReply, Objection, Provider, ProviderChange

for model in (Provider, ProviderChange, Edition, Annex):
    declare(
        model,
        half=Half.CONTROLLER,
        subject=None,
        purpose=Purpose.LEGAL,
        retention=REGISTER_RETENTION,
        fields={field.name: plain() for field in model._meta.concrete_fields if field.name not in {"id", "created_at"}},
    )

declare(
    Objection,
    half=Half.CONTROLLER,
    subject="raised_by",
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={"reason": personal(Category.ACCOUNT)}
    | {
        name: plain()
        for name in (
            "jeweler",
            "provider",
            "change",
            "purposes",
            "raised_by",
            "raised_at",
            "withdrawn_by",
            "withdrawn_at",
        )
    },
)
declare(
    ListReply,
    half=Half.CONTROLLER,
    subject="self",
    purpose=Purpose.LEGAL,
    retention=EVIDENCE_RETENTION,
    since="created_at",
    fields={"email": personal(Category.INQUIRY)}
    | {name: plain() for name in ("asked_on", "as_of", "annex", "answered_by_id", "sent_at")},
)
