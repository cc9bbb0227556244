"""The mails of the portal, to clients in their jeweler's name and to the team: none names a person or a piece."""

from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import CHINESE, ENGLISH, Unstoppable, mail_kind, sample_link

HOUSE = "Maison Aurelle"
PORTAL, DESK = sample_link("/portal/", host="maison-aurelle"), sample_link("/comments/", host="maison-aurelle")

mail_kind(
    "portal.sign_in_link",
    subject={ENGLISH: "Your sign-in link", CHINESE: "你的登入連結"},
    template="portal/mail/sign_in_link.txt",
    purpose=Purpose.PORTAL,
    unstoppable=Unstoppable.ANSWER,
    button={ENGLISH: "Sign in", CHINESE: "登入"},
    repeats=False,
    sample={"house": HOUSE, "link": PORTAL + "sign-in/example/"},
)
mail_kind(
    "portal.invitation",
    subject={ENGLISH: "A private page for you", CHINESE: "為你而設的私人頁面"},
    template="portal/mail/invitation.txt",
    purpose=Purpose.PORTAL,
    button={ENGLISH: "Open your page", CHINESE: "打開你的頁面"},
    sample={
        "house": HOUSE,
        "link": PORTAL,
        "notice": "We keep what we need to make your piece, and nothing longer than that.",
        "privacy_contact": "privacy@example.com",
    },
)
mail_kind(
    "portal.answered",
    subject={ENGLISH: "An answer for you", CHINESE: "你有一則新回覆"},
    template="portal/mail/answered.txt",
    purpose=Purpose.PORTAL,
    button={ENGLISH: "Read the answer", CHINESE: "閱讀回覆"},
    repeats=False,
    sample={"link": PORTAL},
)
mail_kind(
    "portal.client_spoke",
    subject={ENGLISH: "Something new from a client", CHINESE: "客戶有新消息"},
    template="portal/mail/client_spoke.txt",
    purpose=Purpose.CRM,
    button={ENGLISH: "Open the conversation", CHINESE: "打開對話"},
    repeats=False,
    sample={"link": DESK},
)
