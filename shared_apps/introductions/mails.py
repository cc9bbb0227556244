from __future__ import annotations

from shared_apps.egress.mail import mail_kind

mail_kind("introductions.introduced", subject="Whom we introduced you to", template="introductions/mail/introduced.txt")
