from __future__ import annotations

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import CHINESE, ENGLISH, Unstoppable, mail_kind, sample_link

mail_kind(
    "instructions.deletion_certificate",
    subject={ENGLISH: "Your certificate of deletion", CHINESE: "你的刪除證明書"},
    template="instructions/mail/deletion_certificate.txt",
    purpose=Purpose.LEGAL,
    unstoppable=Unstoppable.LEGAL,
    button={ENGLISH: "Open the certificate", CHINESE: "打開證明書"},
    sample={"url": sample_link("/certificates/1/")},
)
