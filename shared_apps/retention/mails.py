from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import Unstoppable, mail_kind, sample_link

mail_kind(
    "retention.alarm",
    subject="Nothing was deleted for two days",
    template="retention/mail/alarm.txt",
    purpose=Purpose.OPERATE,
    unstoppable=Unstoppable.STAFF,
    button="Look at the sweeps",
    sample={"since": None, "link": sample_link("/registers/retention/", host="console")},
)
