from __future__ import annotations

from django.db.models import TextChoices


class Kind(TextChoices):
    PERSON = "person", "Person"
    HOUSEHOLD = "household", "Household"


class Language(TextChoices):
    ENGLISH = "en", "English"
    CHINESE = "zh-hant", "繁體中文"


class Source(TextChoices):
    WALK_IN = "walk_in", "Walk-in"
    INTRODUCTION = "introduction", "Introduction"
    IMPORT = "import", "Import"


class Channel(TextChoices):
    EMAIL = "email", "E-mail"
    PHONE = "phone", "Phone"
    WHATSAPP = "whatsapp", "WhatsApp"
    WECHAT = "wechat", "WeChat"
    OTHER = "other", "Other"


class LeadState(TextChoices):
    NEW = "new", "New"
    ACCEPTED = "accepted", "Accepted"
    CONVERTED = "converted", "Taken on"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "Passed on"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Outcome(TextChoices):
    WON = "won", "Won"
    LOST = "lost", "Lost"
