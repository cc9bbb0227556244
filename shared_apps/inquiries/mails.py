from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import mail_kind

mail_kind("inquiries.received", subject="We have your message", template="inquiries/mail/received.txt")
mail_kind("inquiries.staff_notice", subject="Something new in the inbox", template="inquiries/mail/staff_notice.txt")
mail_kind(
    "inquiries.reply",
    subject={"en": "Our answer to your message", "zh-hant": "對你來信的回覆"},
    template="inquiries/mail/reply.txt",
    purpose=Purpose.RESPOND,
    sample={
        "words": "Dear Wen,\n\nThank you for your brief. May I call you on Tuesday?",
        "author": "Ada Concierge",
        "reference": "K7QM-3XPA",
    },
)
