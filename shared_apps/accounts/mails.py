"""The mails about accounts (P23): each a service, none with a name, address or code in its subject."""

from __future__ import annotations

from shared_apps.egress.mail import mail_kind

mail_kind("accounts.sign_in_code", subject="Your sign-in code", template="accounts/mail/sign_in_code.txt")
mail_kind("accounts.reauthentication_code", subject="Your confirmation code", template="accounts/mail/confirm_code.txt")
mail_kind("accounts.address_code", subject="Confirm your e-mail address", template="accounts/mail/address_code.txt")
mail_kind("accounts.password_code", subject="Set a new password", template="accounts/mail/password_code.txt")
mail_kind("accounts.address_in_use", subject="Your e-mail address", template="accounts/mail/address_in_use.txt")
mail_kind(
    "accounts.security_changed", subject="Your sign-in was changed", template="accounts/mail/security_changed.txt"
)
mail_kind("accounts.invitation", subject="An invitation to a workspace", template="accounts/mail/invitation.txt")
