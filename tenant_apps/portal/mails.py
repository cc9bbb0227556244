from __future__ import annotations

from shared_apps.egress.mail import mail_kind

mail_kind("portal.sign_in_link", subject="Your sign-in link", template="portal/mail/sign_in_link.txt")
mail_kind("portal.invitation", subject="A private page for you", template="portal/mail/invitation.txt")
