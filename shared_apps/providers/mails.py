from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from shared_apps.accounts.annexes import annex
from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import CHINESE, ENGLISH, Unstoppable, mail_kind, sample_link
from shared_apps.notices.contents import notice_content
from shared_apps.providers.facts import facts_of
from shared_apps.providers.listing import current_document, entry_of
from shared_apps.providers.models import ProviderChange
from shared_apps.providers.operations.changes import EMERGENCY_NOTICE, NOTICE, WITHDRAWAL_NOTICE
from shared_apps.providers.operations.lists import LIST_MAIL
from shared_apps.tenancy.hosts import Surface, url_on


def told(change_id: UUID) -> Mapping[str, Any]:
    """Return what a notice says: who, what for, which data, where, on what footing, from when, how to object."""
    change = ProviderChange.objects.select_related("provider", "replaces").get(pk=change_id)
    provider = change.provider
    after = facts_of(provider) | change.after | {"key": provider.key, "active_from": ""}
    return {
        "entry": entry_of(after),
        "kinds": change.kind_labels,
        "replaces": change.replaces.name if change.replaces else "",
        "effective_on": change.effective_on,
        "object_until": change.object_until,
        "reason": change.emergency_reason,
        "url": url_on(Surface.APP, "/"),
    }


SAMPLE_ENTRY = {
    "key": "post",
    "name": "Northern Post",
    "legal_entity": "Northern Post Inc.",
    "category": "mail",
    "purposes": ["mail"],
    "data_categories": ["P11", "P13"],
    "locations": ["US"],
    "transfer_mechanism": "rmc",
    "active_from": "2026-11-01",
    "is_in_house": False,
}
SAMPLE = {
    "entry": entry_of(SAMPLE_ENTRY),
    "kinds": ["New provider"],
    "replaces": "",
    "effective_on": date(2027, 1, 1),
    "object_until": date(2026, 12, 31),
    "reason": "The former provider stopped its service overnight.",
    "url": sample_link("/"),
}
KINDS = (
    (NOTICE, "A change to our list of providers", "我們的服務供應商名單將有變更"),
    (EMERGENCY_NOTICE, "An urgent change to our list of providers", "我們的服務供應商名單有緊急變更"),
    (WITHDRAWAL_NOTICE, "A change to our list of providers is off", "服務供應商名單的變更已取消"),
)

for name, english, chinese in KINDS:
    mail_kind(
        name,
        subject={ENGLISH: english, CHINESE: chinese},
        template=f"providers/mail/{name.partition('.')[2]}.txt",
        purpose=Purpose.LEGAL,
        unstoppable=Unstoppable.LEGAL,
        sample=SAMPLE,
    )
    notice_content(name, told)

mail_kind(
    LIST_MAIL,
    subject={ENGLISH: "The list of providers you asked for", CHINESE: "你索取的服務供應商名單"},
    template="providers/mail/list.txt",
    purpose=Purpose.RESPOND,
    unstoppable=Unstoppable.ANSWER,
    sample={
        "entries": [vars(entry_of(SAMPLE_ENTRY))],
        "as_of": date(2026, 11, 22),
        "sha256": "0" * 64,
        "list_pdf": sample_link("/providers/list.pdf"),
        "list_json": sample_link("/providers/list.json"),
    },
)


def current_annex() -> Any:
    """Return the list of providers as it stands, the annex of the agreement."""
    return current_document(localdate(now()))


annex(current_annex)
