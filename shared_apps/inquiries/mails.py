from __future__ import annotations

from shared_apps.egress.mail import mail_kind

mail_kind("inquiries.received", subject="We have your message", template="inquiries/mail/received.txt")
mail_kind("inquiries.staff_notice", subject="Something new in the inbox", template="inquiries/mail/staff_notice.txt")
