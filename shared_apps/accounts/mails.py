"""The mails about accounts (P23): each a service, none with a name, address or code in its subject."""

from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import CHINESE, ENGLISH, Unstoppable, mail_kind, sample_link

CODE = {"code": "482 913"}
INVITED = {"workspace": "Maison Aurelle", "role": "Sales", "link": sample_link("/invitations/1/"), "days": 7}
ANSWER, SECURITY = Unstoppable.ANSWER, Unstoppable.SECURITY

for _name, _template, _english, _chinese, _why, _sample in (
    ("sign_in_code", "sign_in_code", "Your sign-in code", "你的登入驗證碼", ANSWER, CODE),
    ("reauthentication_code", "confirm_code", "Your confirmation code", "你的確認驗證碼", ANSWER, CODE),
    ("address_code", "address_code", "Confirm your e-mail address", "確認你的電郵地址", ANSWER, CODE),
    ("password_code", "password_code", "Set a new password", "設定新密碼", ANSWER, CODE),
    ("address_in_use", "address_in_use", "Your e-mail address", "關於你的電郵地址", SECURITY, {}),
    (
        "security_changed",
        "security_changed",
        "Your sign-in was changed",
        "你的登入資料已更改",
        SECURITY,
        {"change": "A passkey was added."},
    ),
):
    mail_kind(
        f"accounts.{_name}",
        subject={ENGLISH: _english, CHINESE: _chinese},
        template=f"accounts/mail/{_template}.txt",
        purpose=Purpose.ACCOUNT,
        unstoppable=_why,
        sample=_sample,
    )
mail_kind(
    "accounts.invitation",
    subject={ENGLISH: "An invitation to a workspace", CHINESE: "工作區邀請"},
    template="accounts/mail/invitation.txt",
    purpose=Purpose.ACCOUNT,
    button={ENGLISH: "Look at the invitation", CHINESE: "查看邀請"},
    sample=INVITED,
)
