"""The mail that says there is an announcement; what it says is read behind the sign-in."""

from __future__ import annotations

from shared_apps.egress.kinds import sample_link
from shared_apps.egress.mail import mail_kind

mail_kind(
    "jewelers.announcement",
    subject={"en": "A note about the service", "zh-hant": "有關服務的通知"},
    template="jewelers/mail/announcement.txt",
    sample={"link": sample_link("/")},
)
