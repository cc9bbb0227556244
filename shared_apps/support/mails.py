"""The one mail of support access: owners are told at once when staff came in without their word (P58)."""

from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.kinds import Unstoppable, sample_link
from shared_apps.egress.mail import mail_kind

mail_kind(
    "support.glass_broken",
    subject={"en": "DIA'LOG has entered your workspace", "zh-hant": "DIA'LOG 已進入你的工作區"},
    template="support/mail/glass_broken.txt",
    purpose=Purpose.SECURE,
    unstoppable=Unstoppable.SECURITY,
    sample={
        "workspace": "Maison Aurelle",
        "areas": ["Clients"],
        "hours": 2,
        "link": sample_link("/team/support/", host="maison-aurelle"),
    },
)
