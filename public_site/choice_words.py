"""Every word of the page on which a person chooses, in both languages."""

from __future__ import annotations

from shared_apps.introductions.enums import Specialism, Spoken

WORDS = {
    "en": {
        "title": "For you to choose",
        "lede": "These houses suit what you told us. You see them without names; they know nothing of you.",
        "reference": "Your reference",
        "house": "House",
        "choose": "Introduce me to this house",
        "where": "Where",
        "remote": "also at a distance",
        "remote_only": "At a distance",
        "lead": "A piece takes",
        "weeks": "weeks or so",
        "skills": "Known for",
        "styles": "Style",
        "languages": "Speaks",
        "consent": "What you say yes to",
        "yes": "Yes, introduce me",
        "other_heading": "None of them?",
        "others": "Please suggest others",
        "others_hint": "We look again, and nobody learns your name.",
        "withdraw": "Withdraw my brief",
        "withdraw_hint": "We close it. Whoever received it is told that you want no more of it.",
        "until": "This page is yours until",
        "chosen": "Thank you. We introduce you.",
        "chosen_text": "You said yes to the houses below. We ask them one after the other, and tell you by mail "
        "as soon as one has received your brief.",
        "received_by": "has received your brief and how to reach you.",
        "others_done": "Thank you. We look for others.",
        "others_done_text": "Nobody learned your name. You hear from us when we have found them.",
        "withdrawn": "Your brief is withdrawn.",
        "withdrawn_text": "Nobody is asked any more. Whoever had received it is told that you want no more of it.",
        "expired": "This link has expired.",
        "expired_text": "Nothing was shared. Write to us and we send you a new one:",
        "gone": "This link leads nowhere.",
        "gone_text": "It may have been replaced by a newer one. Look for our latest mail, or write to us:",
        "nothing_chosen": "Choose at least one house, or ask us for others.",
        "words_changed": "The page has changed since you opened it. Please read it once more; nothing was shared.",
        "stopped": "You asked us to stop using your data for this. Write to us if you want to go on.",
    },
    "zh-hant": {
        "title": "請你選擇",
        "lede": "以下珠寶商適合你所說的作品。你看到的並無名稱；他們對你亦一無所知。",
        "reference": "你的編號",
        "house": "珠寶商",
        "choose": "為我引薦這一家",
        "where": "地點",
        "remote": "亦可遙距",
        "remote_only": "遙距",
        "lead": "製作需時",
        "weeks": "星期左右",
        "skills": "擅長",
        "styles": "風格",
        "languages": "語言",
        "consent": "你所同意的內容",
        "yes": "好，請為我引薦",
        "other_heading": "都不合適？",
        "others": "請另作推薦",
        "others_hint": "我們會再找，不會有人知道你的姓名。",
        "withdraw": "撤回我的需求",
        "withdraw_hint": "我們會結束此事。已收到的珠寶商會獲告知你不再需要。",
        "until": "此頁供你使用至",
        "chosen": "謝謝。我們會為你引薦。",
        "chosen_text": "你已選擇以下的珠寶商。我們會逐一詢問；其中一家收到你的需求後，我們會即以電郵告訴你。",
        "received_by": "已收到你的需求及聯絡方式。",
        "others_done": "謝謝。我們會另覓他人。",
        "others_done_text": "沒有人知道你的姓名。找到後我們會告訴你。",
        "withdrawn": "你的需求已撤回。",
        "withdrawn_text": "我們不會再詢問任何人。已收到的珠寶商會獲告知你不再需要。",
        "expired": "此連結已過期。",
        "expired_text": "沒有任何資料交予他人。請電郵告訴我們，我們會寄上新的連結：",
        "gone": "此連結無效。",
        "gone_text": "它可能已被較新的連結取代。請查看我們最近的電郵，或與我們聯絡：",
        "nothing_chosen": "請至少選擇一家，或請我們另作推薦。",
        "words_changed": "此頁在你打開後有所更改。請再看一次；沒有任何資料交予他人。",
        "stopped": "你曾要求我們停止為此使用你的資料。如你希望繼續，請與我們聯絡。",
    },
}

SPECIALISMS_ZH = {
    Specialism.BRIDAL: "婚嫁首飾",
    Specialism.COLORED_STONES: "彩色寶石",
    Specialism.DIAMONDS: "鑽石",
    Specialism.JADE: "翡翠",
    Specialism.PEARLS: "珍珠",
    Specialism.REMODELING: "舊飾改造",
    Specialism.RESTORATION: "修復與維修",
    Specialism.GOLDSMITHING: "手工金工",
    Specialism.ENGRAVING: "雕刻與琺瑯",
    Specialism.WATCHES: "鐘錶",
    Specialism.VALUATION: "估值",
}
SPOKEN_ZH = {
    Spoken.ENGLISH: "英語",
    Spoken.CANTONESE: "粵語",
    Spoken.MANDARIN: "普通話",
    Spoken.FRENCH: "法語",
    Spoken.ITALIAN: "意大利語",
    Spoken.GERMAN: "德語",
    Spoken.JAPANESE: "日語",
}


def specialism_words(value: str, language: str) -> str:
    skill = Specialism(value)
    return SPECIALISMS_ZH[skill] if language != "en" else str(skill.label)


def spoken_words(value: str, language: str) -> str:
    spoken = Spoken(value)
    return SPOKEN_ZH[spoken] if language != "en" else str(spoken.label)
