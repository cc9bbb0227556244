from __future__ import annotations

from datetime import UTC, datetime

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import Unstoppable, mail_kind, sample_link

mail_kind(
    "introductions.introduced",
    subject={"en": "Whom we introduced you to", "zh-hant": "我們為你引薦了誰"},
    template="introductions/mail/introduced.txt",
    purpose=Purpose.INTRODUCE,
    unstoppable=Unstoppable.LEGAL,
    sample={"reference": "K7QM-3XPA", "jeweler": "Maison Aurelle"},
)
mail_kind(
    "introductions.proposal",
    subject={"en": "For you to choose", "zh-hant": "請你選擇"},
    template="introductions/mail/proposal.txt",
    purpose=Purpose.INTRODUCE,
    button={"en": "See them and choose", "zh-hant": "查看並選擇"},
    sample={"reference": "K7QM-3XPA", "days": 14, "link": sample_link("/choices/a-private-link")},
)
mail_kind(
    "introductions.lead_waits",
    subject={"en": "An introduction waits for your answer", "zh-hant": "有一位客人等待你的答覆"},
    template="introductions/mail/lead_waits.txt",
    purpose=Purpose.OPERATE,
    button={"en": "Look and answer", "zh-hant": "查看並答覆"},
    sample={
        "link": sample_link("/clients/leads/", host="maison-aurelle"),
        "due": datetime(2026, 11, 23, 6, tzinfo=UTC),
    },
)
