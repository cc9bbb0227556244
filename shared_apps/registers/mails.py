from __future__ import annotations

from datetime import date
from uuid import UUID

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import Unstoppable, mail_kind, sample_link
from shared_apps.notices.contents import notice_content
from shared_apps.registers.models import BreachDraft, Disclosure
from shared_apps.rights.models import PolicyVersion
from shared_apps.tenancy.hosts import Surface, url_on

SAMPLE = {"requester": "District Court of Hong Kong", "basis": "an order of 3 November 2026", "people": 1}

mail_kind(
    "registers.disclosure_to_jeweler",
    subject={"en": "We have been ordered to disclose data", "zh-hant": "我們被要求披露資料"},
    template="registers/mail/disclosure_to_jeweler.txt",
    purpose=Purpose.LEGAL,
    unstoppable=Unstoppable.LEGAL,
    sample=SAMPLE,
)
mail_kind(
    "registers.disclosure_to_person",
    subject={"en": "We have been asked for data about you", "zh-hant": "有人向我們索取你的資料"},
    template="registers/mail/disclosure_to_person.txt",
    purpose=Purpose.LEGAL,
    unstoppable=Unstoppable.LEGAL,
    sample=SAMPLE,
)
mail_kind(
    "registers.breach_notice",
    subject={"en": "A security incident concerns your workspace", "zh-hant": "一宗保安事故涉及你的工作空間"},
    template="registers/mail/breach_notice.txt",
    purpose=Purpose.SECURE,
    unstoppable=Unstoppable.LEGAL,
    sample={"text": "What happened, what may follow, and what we do about it."},
)
mail_kind(
    "registers.breach_drill",
    subject="Rehearsal: what a jeweler would be told",
    template="registers/mail/breach_notice.txt",
    purpose=Purpose.SECURE,
    unstoppable=Unstoppable.STAFF,
    sample={"text": "What happened, what may follow, and what we do about it."},
)
mail_kind(
    "registers.policy_changed",
    subject={"en": "Our privacy policy has changed", "zh-hant": "我們的私隱政策有所更改"},
    template="registers/mail/policy_changed.txt",
    purpose=Purpose.LEGAL,
    unstoppable=Unstoppable.LEGAL,
    button={"en": "Read the policy", "zh-hant": "閱讀政策"},
    sample={"effective_on": date(2027, 1, 1), "summary": "What changed, in a sentence.", "link": sample_link("/")},
)


def disclosure_content(about_id: UUID) -> dict[str, object]:
    disclosure = Disclosure.objects.get(pk=about_id)
    return {
        "requester": disclosure.requester,
        "basis": disclosure.legal_basis,
        "people": len(disclosure.subjects),
    }


def breach_content(about_id: UUID) -> dict[str, object]:
    return {"text": BreachDraft.objects.get(pk=about_id).text}


def policy_content(about_id: UUID) -> dict[str, object]:
    version = PolicyVersion.objects.get(pk=about_id)
    link = url_on(Surface.SITE, "/privacy/")
    return {"effective_on": version.effective_on, "summary": version.summary, "link": link}


for kind in ("registers.disclosure_to_jeweler", "registers.disclosure_to_person"):
    notice_content(kind, disclosure_content)
for kind in ("registers.breach_notice", "registers.breach_drill"):
    notice_content(kind, breach_content)
notice_content("registers.policy_changed", policy_content)
