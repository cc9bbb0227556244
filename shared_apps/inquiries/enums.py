"""The words of the two forms; the trade's own, grouped as people think."""

from __future__ import annotations

from django.db.models import TextChoices


class InquiryState(TextChoices):
    NEW = "new", "New"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    INTRODUCED = "introduced", "Introduced"
    CLOSED = "closed", "Closed"


class CloseReason(TextChoices):
    ANSWERED = "answered", "Answered"
    INTRODUCED = "introduced", "In good hands"
    NO_MATCH = "no_match", "Nobody suits"
    WITHDRAWN = "withdrawn", "Withdrawn by the person"
    SPAM = "spam", "Spam"


class Piece(TextChoices):
    ENGAGEMENT = "engagement", "Engagement ring"
    WEDDING = "wedding", "Wedding band or set"
    ETERNITY = "eternity", "Eternity ring"
    DRESS_RING = "dress_ring", "Dress or cocktail ring"
    SIGNET = "signet", "Signet ring"
    EARRINGS = "earrings", "Earrings"
    NECKLACE = "necklace", "Necklace or pendant"
    BRACELET = "bracelet", "Bracelet or bangle"
    BROOCH = "brooch", "Brooch"
    CUFFLINKS = "cufflinks", "Cufflinks"
    TIARA = "tiara", "Tiara"
    REMODEL = "remodel", "Remodel something I own"
    REPAIR = "repair", "Repair or resize"
    VALUATION = "valuation", "Valuation"
    UNSURE = "unsure", "I am not sure yet"


class Occasion(TextChoices):
    PROPOSAL = "proposal", "A proposal"
    WEDDING = "wedding", "A wedding"
    ANNIVERSARY = "anniversary", "An anniversary"
    BIRTHDAY = "birthday", "A birthday"
    BIRTH = "birth", "The birth of a child"
    GRADUATION = "graduation", "A graduation"
    FESTIVAL = "festival", "Lunar New Year or another feast"
    MEMORIAL = "memorial", "An heirloom or a memory"
    SELF = "self", "For myself"
    CORPORATE = "corporate", "A corporate gift"
    NONE = "none", "No occasion at all"


class Budget(TextChoices):
    """Bands in Hong Kong dollars; a range is a design tool, an exact sum is nobody's business."""

    BELOW_10 = "below_10", "Below HK$10,000"
    TO_25 = "to_25", "HK$10,000 to 25,000"
    TO_50 = "to_50", "HK$25,000 to 50,000"
    TO_100 = "to_100", "HK$50,000 to 100,000"
    TO_250 = "to_250", "HK$100,000 to 250,000"
    TO_500 = "to_500", "HK$250,000 to 500,000"
    ABOVE_500 = "above_500", "Above HK$500,000"
    GUIDE_ME = "guide_me", "Please guide me"


class Timing(TextChoices):
    TWO_WEEKS = "two_weeks", "Within two weeks"
    SIX_WEEKS = "six_weeks", "Within six weeks"
    TWO_MONTHS = "two_months", "In one to two months"
    SIX_MONTHS = "six_months", "In three to six months"
    FLEXIBLE = "flexible", "I have time"

    @property
    def is_rush(self) -> bool:
        return self in {Timing.TWO_WEEKS, Timing.SIX_WEEKS}


class ContactPreference(TextChoices):
    """How we may answer; *discreet* means that nothing may show on a shared screen."""

    EMAIL = "email", "By e-mail"
    PHONE = "phone", "By phone"
    MESSAGE = "message", "By message to my phone"
    DISCREET_EMAIL = "discreet_email", "Discreetly, by e-mail only"
    DISCREET_PHONE = "discreet_phone", "Discreetly, by phone only"
