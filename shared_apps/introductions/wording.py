"""What a person says yes to, word for word, in both languages; a change of words is a new version.

The hash recorded with a consent is of these words and of the houses as they were shown, so that both can be proven.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

VERSION = "2026-11"

CHOICE = {
    "en": (
        "I ask DIA'LOG to give my name, my e-mail address, my phone number if I gave one, and what I told about the "
        "piece to the jewelers I chose above: one after the other, in the order shown, until one of them takes it on. "
        "Each answers for how it keeps them. Nobody else receives them. I am told who received them, and I can "
        "withdraw at any time."
    ),
    "zh-hant": (
        "我請 DIA'LOG 將我的姓名、電郵地址、電話號碼(如我已提供)以及我就這件作品所說的內容，"
        "交予我在上面選擇的珠寶商：按所示次序逐一交予，直至其中一家接受為止。"
        "每一家須就其如何保管該等資料負責。其他人不會收到。我會獲告知誰收到了這些資料，並可隨時撤回。"
    ),
}
DIRECT = {
    "en": (
        "Introduce me directly: DIA'LOG chooses the jewelers and gives them my name, my contact details and this brief "
        "without asking me again. I am told who received them."
    ),
    "zh-hant": (
        "直接為我引薦：由 DIA'LOG 挑選珠寶商，並將我的姓名、聯絡資料及本需求交予他們，"
        "無須再徵詢我。我會獲告知誰收到了這些資料。"
    ),
}


def hash_of(words: str, shown: Sequence[Mapping[str, Any]] = ()) -> str:
    """Return the SHA-256 of the words and of what stood beside them."""
    said = json.dumps([VERSION, words, list(shown)], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def choice_hash(language: str, shown: Sequence[Mapping[str, Any]]) -> str:
    return hash_of(CHOICE[language], shown)


def direct_hash(language: str) -> str:
    return hash_of(DIRECT[language])
