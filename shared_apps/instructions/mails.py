from __future__ import annotations

from shared_apps.egress.mail import mail_kind

mail_kind(
    "instructions.deletion_certificate",
    subject="Your certificate of deletion",
    template="instructions/mail/deletion_certificate.txt",
)
