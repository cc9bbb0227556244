from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import CHINESE, ENGLISH, Unstoppable, mail_kind, sample_link

mail_kind(
    "inquiries.received",
    subject={ENGLISH: "We have your message", CHINESE: "我們已收到你的訊息"},
    template="inquiries/mail/received.txt",
    purpose=Purpose.RESPOND,
    unstoppable=Unstoppable.ANSWER,
    sample={"reference": "K7QM-3XPA"},
)
mail_kind(
    "inquiries.staff_notice",
    subject="Something new in the inbox",
    template="inquiries/mail/staff_notice.txt",
    purpose=Purpose.RESPOND,
    unstoppable=Unstoppable.STAFF,
    button="Open it",
    sample={"reference": "K7QM-3XPA", "url": sample_link("/briefs/1/", host="console")},
)
mail_kind(
    "inquiries.reply",
    subject={ENGLISH: "Our answer to your message", CHINESE: "對你來信的回覆"},
    template="inquiries/mail/reply.txt",
    purpose=Purpose.RESPOND,
    sample={
        "words": "Dear Wen,\n\nThank you for your brief. May I call you on Tuesday?",
        "author": "Ada Concierge",
        "reference": "K7QM-3XPA",
    },
)
