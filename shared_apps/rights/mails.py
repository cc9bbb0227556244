"""The mails about a person's rights: each a service, none with a name, a value or a kind of request in its subject.

None can be stopped by a restraint: each answers what the person asked, or the law has us send it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from shared_apps.core.datamap import Purpose
from shared_apps.egress.mail import CHINESE, ENGLISH, Unstoppable, mail_kind, sample_link

SAMPLE: dict[str, Any] = {
    "reference": "K7QM-3XPA",
    "received_on": date(2026, 11, 2),
    "due_on": date(2026, 12, 2),
}
DELETED: dict[str, Any] = {
    "deleted": [{"what": "Brief", "count": 1}, {"what": "Account", "count": 1}],
    "kept": ["Business record 2023-017, until 1 June 2030: Inland Revenue Ordinance s.51C"],
    "told": ["Maison Aurelle"],
    "done_on": date(2026, 11, 20),
}
LINK = sample_link("/copies/example/")
PASSED = {"jeweler": "Maison Aurelle", "kind": "Corrected", "url": sample_link("/", host="aurelle")}
REFUSED = {"reason": "The message was written by somebody else.", "other_user": "", "note": ""}

KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "received": ("We have your request", "我們已收到你的要求", {}),
    "identity": ("A question about your request", "關於你的要求，我們有一個問題", {}),
    "extended": ("Your request needs more time", "你的要求需要多一點時間", {"reason": "There are many messages."}),
    "copy": ("Your copy is ready", "你的副本已備妥", {"link": LINK, "until": date(2026, 12, 20)}),
    "code": ("Your code", "你的代碼", {"code": "4821 7730"}),
    "corrected": ("Your data were corrected", "你的資料已更正", {"corrections": [("location", "Lisbon", "Porto")]}),
    "deleted": ("Your data were deleted", "你的資料已刪除", DELETED),
    "stopped": ("What we stopped", "我們已停止的使用", {"purposes": [str(Purpose.INTRODUCE)]}),
    "refused": ("Our answer to your request", "我們對你的要求的答覆", {"refusal": REFUSED, "statute": "PDPO s.20"}),
    "pointed": ("Our answer to you", "我們給你的答覆", {}),
    "closed": ("Your request is done", "你的要求已處理完畢", {}),
}
BUTTONS = {"copy": {ENGLISH: "Open your copy", CHINESE: "打開你的副本"}}

for _name, (_english, _chinese, _sample) in KINDS.items():
    mail_kind(
        f"rights.{_name}",
        subject={ENGLISH: _english, CHINESE: _chinese},
        template=f"rights/mail/{_name}.txt",
        purpose=Purpose.LEGAL,
        unstoppable=Unstoppable.ANSWER,
        button=BUTTONS.get(_name),
        sample=SAMPLE | _sample,
    )
mail_kind(
    "rights.passed_on",
    subject={ENGLISH: "Something about a person's data", CHINESE: "關於一位人士的資料"},
    template="rights/mail/passed_on.txt",
    purpose=Purpose.LEGAL,
    unstoppable=Unstoppable.LEGAL,
    button={ENGLISH: "Open your workspace", CHINESE: "打開你的工作區"},
    sample=PASSED,
)
