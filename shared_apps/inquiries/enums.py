"""The words of the two forms; the trade's own, grouped as people think, in the languages of the Site."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _in

# A piece made to order takes about this long; sooner is a rush.
RUSH = timedelta(weeks=6)


class Language(TextChoices):
    """In which language a person is answered: that of the page they wrote from."""

    ENGLISH = "en", "English"
    CHINESE = "zh-hant", "繁體中文"


class InquiryState(TextChoices):
    NEW = "new", "New"
    ACKNOWLEDGED = "acknowledged", "Acknowledged"
    ANSWERED = "answered", "Answered"
    INTRODUCED = "introduced", "Introduced"
    CLOSED = "closed", "Closed"


class CloseReason(TextChoices):
    ANSWERED = "answered", "Answered"
    INTRODUCED = "introduced", "In good hands"
    NO_MATCH = "no_match", "Nobody suits"
    WITHDRAWN = "withdrawn", "Withdrawn by the person"
    SPAM = "spam", "Spam"
    MERGED = "merged", "Merged with another"


class EntryKind(TextChoices):
    """What stands in a thread after the first message."""

    REPLY = "reply", "Reply by mail"
    CALL = "call", "Spoken to"
    RECEIVED = "received", "They wrote"
    NOTE = "note", "Internal note"

    @property
    def is_answer(self) -> bool:
        return self in {EntryKind.REPLY, EntryKind.CALL}


class Piece(TextChoices):
    ENGAGEMENT = "engagement", _("Engagement ring")
    WEDDING = "wedding", _("Wedding band or set")
    ETERNITY = "eternity", _("Eternity ring")
    DRESS_RING = "dress_ring", _("Dress or cocktail ring")
    SIGNET = "signet", _("Signet ring")
    EARRINGS = "earrings", _("Earrings")
    NECKLACE = "necklace", _("Necklace or pendant")
    BRACELET = "bracelet", _("Bracelet or bangle")
    BROOCH = "brooch", _("Brooch")
    CUFFLINKS = "cufflinks", _("Cufflinks")
    WATCH = "watch", _("Work on a watch")
    CHARM = "charm", _("Charm")
    TIARA = "tiara", _("Tiara")
    REMODEL = "remodel", _("Remodel something I own")
    REPAIR = "repair", _("Repair or resize")
    VALUATION = "valuation", _("Valuation")
    UNSURE = "unsure", _("I am not sure yet")


class Occasion(TextChoices):
    PROPOSAL = "proposal", _("A proposal")
    WEDDING = "wedding", _("A wedding")
    ANNIVERSARY = "anniversary", _("An anniversary")
    BIRTHDAY = "birthday", _("A birthday")
    BIRTH = "birth", _("The birth of a child")
    GRADUATION = "graduation", _("A graduation")
    FESTIVAL = "festival", _("Lunar New Year or another feast")
    MOTHERS_DAY = "mothers_day", _("Mother's Day")
    RETIREMENT = "retirement", _("A retirement")
    MEMORIAL = "memorial", _("An heirloom or a memory")
    SELF = "self", _("For myself")
    CORPORATE = "corporate", _("A corporate gift")
    NONE = "none", _("No occasion at all")


class Budget(TextChoices):
    """Bands in Hong Kong dollars; a range is a design tool, an exact sum is nobody's business.

    ``bands.band_words`` says a band in the currency the person thinks in.
    """

    BELOW_10 = "below_10", _("Below HK$10,000")
    TO_25 = "to_25", _("HK$10,000 to 25,000")
    TO_50 = "to_50", _("HK$25,000 to 50,000")
    TO_100 = "to_100", _("HK$50,000 to 100,000")
    TO_250 = "to_250", _("HK$100,000 to 250,000")
    TO_500 = "to_500", _("HK$250,000 to 500,000")
    ABOVE_500 = "above_500", _("Above HK$500,000")
    GUIDE_ME = "guide_me", _("Please guide me")


class Currency(TextChoices):
    """In whose money a band was read."""

    HKD = "HKD", _("Hong Kong dollars")
    USD = "USD", _("US dollars")
    EUR = "EUR", _("Euros")
    GBP = "GBP", _("Pounds sterling")
    CNY = "CNY", _("Renminbi")
    TWD = "TWD", _("New Taiwan dollars")
    JPY = "JPY", _("Japanese yen")
    SGD = "SGD", _("Singapore dollars")
    AUD = "AUD", _("Australian dollars")


class Timing(TextChoices):
    """A horizon, or a date that stands (``needed_on``)."""

    FIXED_DATE = "fixed_date", _("On a fixed date")
    TWO_WEEKS = "two_weeks", _("Within two weeks")
    SIX_WEEKS = "six_weeks", _("Within six weeks")
    TWO_MONTHS = "two_months", _("In one to two months")
    SIX_MONTHS = "six_months", _("In three to six months")
    FLEXIBLE = "flexible", _("I have time")

    @property
    def is_rush(self) -> bool:
        return self in {Timing.TWO_WEEKS, Timing.SIX_WEEKS}


class Material(TextChoices):
    """Metals and stones a person may wish for; what a body needs or suffers from is not asked."""

    YELLOW_GOLD = "yellow_gold", _("Yellow gold")
    WHITE_GOLD = "white_gold", _("White gold")
    ROSE_GOLD = "rose_gold", _("Rose gold")
    PLATINUM = "platinum", _("Platinum")
    SILVER = "silver", _("Silver")
    MIXED_METALS = "mixed_metals", _("Mixed metals")
    RECYCLED_METAL = "recycled_metal", _("Recycled metal")
    NATURAL_DIAMOND = "natural_diamond", _("Natural diamond")
    LAB_DIAMOND = "lab_diamond", _("Laboratory-grown diamond")
    SAPPHIRE = "sapphire", _("Sapphire")
    RUBY = "ruby", _("Ruby")
    EMERALD = "emerald", _("Emerald")
    SPINEL = "spinel", _("Spinel")
    JADE = "jade", _("Jade")
    PEARL = "pearl", _("Pearl")
    OTHER_STONE = "other_stone", _("Another stone")
    OWN_STONES = "own_stones", _("Stones I own")
    NO_STONES = "no_stones", _("No stones")


METALS = tuple(Material)[:7]
STONES = tuple(Material)[7:]


class Style(TextChoices):
    CLASSIC = "classic", _in("style", "Classic")
    MINIMAL = "minimal", _in("style", "Minimal")
    VINTAGE = "vintage", _in("style", "Vintage or antique")
    VICTORIAN = "victorian", _in("style", "Victorian")
    EDWARDIAN = "edwardian", _in("style", "Edwardian")
    ART_DECO = "art_deco", _in("style", "Art Deco")
    NATURE = "nature", _in("style", "Nature and flowers")
    SCULPTURAL = "sculptural", _in("style", "Sculptural")
    ARCHITECTURAL = "architectural", _in("style", "Architectural")
    BOLD = "bold", _in("style", "Bold")
    EAST_ASIAN = "east_asian", _in("style", "East Asian")
    HEIRLOOM = "heirloom", _in("style", "Heirloom")
    NEUTRAL = "neutral", _in("style", "For any gender")
    SYMBOLIC = "symbolic", _in("style", "With a motif that means something")


class ContactPreference(TextChoices):
    """How we may answer; *discreet* means that nothing may show on a shared screen."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By phone")
    MESSAGE = "message", _("By message to my phone")
    DISCREET_EMAIL = "discreet_email", _("Discreetly, by e-mail only")
    DISCREET_PHONE = "discreet_phone", _("Discreetly, by phone only")
    DISCREET_MESSAGE = "discreet_message", _("Discreetly, by message to my phone only")

    @property
    def is_discreet(self) -> bool:
        return self.value.startswith("discreet_")

    @property
    def needs_phone(self) -> bool:
        return not self.value.endswith("email")

    @property
    def allows_email(self) -> bool:
        """Whether a written answer may go to the address: always, unless the person asked for the phone discreetly."""
        return not (self.is_discreet and self.needs_phone)
