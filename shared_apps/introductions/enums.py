"""The words of introductions: what a house is good at, how far a person and a jeweler have come."""

from __future__ import annotations

from django.db.models import TextChoices

from shared_apps.inquiries.enums import Budget


class Specialism(TextChoices):
    BRIDAL = "bridal", "Bridal"
    COLORED_STONES = "colored_stones", "Colored stones"
    DIAMONDS = "diamonds", "Diamonds"
    JADE = "jade", "Jade"
    PEARLS = "pearls", "Pearls"
    REMODELING = "remodeling", "Remodeling"
    RESTORATION = "restoration", "Restoration and repair"
    GOLDSMITHING = "goldsmithing", "Goldsmithing by hand"
    ENGRAVING = "engraving", "Engraving and enamel"
    WATCHES = "watches", "Watches"
    VALUATION = "valuation", "Valuation"


class Spoken(TextChoices):
    ENGLISH = "en", "English"
    CANTONESE = "yue", "Cantonese"
    MANDARIN = "cmn", "Mandarin"
    FRENCH = "fr", "French"
    ITALIAN = "it", "Italian"
    GERMAN = "de", "German"
    JAPANESE = "ja", "Japanese"


class Registration(TextChoices):
    """A dealer's registration under the AMLO, Cap. 615; only B may take cash of HK$120,000 and more."""

    NONE = "none", "Not registered"
    A = "A", "Category A"
    B = "B", "Category B"


class ProposalState(TextChoices):
    OPEN = "open", "Waits for an answer"
    CHOSEN = "chosen", "They said yes"
    OTHERS = "others", "They asked for others"
    WITHDRAWN = "withdrawn", "They withdrew"
    EXPIRED = "expired", "No answer in time"
    REPLACED = "replaced", "Replaced by another"


class IntroductionState(TextChoices):
    WAITING = "waiting", "Next in line"
    ASKED = "asked", "Asked"
    ACCEPTED = "accepted", "Accepted"
    CONTACTED = "contacted", "In touch"
    WON = "won", "Won"
    LOST = "lost", "Lost"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "No answer in time"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SPARED = "spared", "Not needed"


HELD = (
    IntroductionState.ASKED,
    IntroductionState.ACCEPTED,
    IntroductionState.CONTACTED,
    IntroductionState.WON,
    IntroductionState.LOST,
)
IN_HAND = (IntroductionState.ACCEPTED, IntroductionState.CONTACTED)
TURNED_DOWN = (IntroductionState.DECLINED, IntroductionState.LAPSED)


class Basis(TextChoices):
    """On what a person's data was shared."""

    CHOICE = "choice", "They chose this jeweler"
    DIRECT = "direct", "They asked on the form to be introduced directly"


class DeclineReason(TextChoices):
    NO_TIME = "no_time", "No time before it is needed"
    NOT_OUR_WORK = "not_our_work", "Not the work we do"
    BUDGET = "budget", "The budget does not fit"
    KNOWN = "known", "We know this person already"
    OTHER = "other", "Another reason"


class OutcomeReason(TextChoices):
    COMMISSIONED = "commissioned", "A piece was commissioned"
    PRICE = "price", "Price"
    TIMING = "timing", "Timing"
    STYLE = "style", "Another style was wanted"
    SILENCE = "silence", "They no longer answered"
    ELSEWHERE = "elsewhere", "They went elsewhere"
    OTHER = "other", "Another reason"


class Matter(TextChoices):
    """What staff are asked to look after."""

    DAY_3 = "day_3", "Ask the person how it goes"
    DAY_14 = "day_14", "Ask the person how it went"
    NO_CONTACT = "no_contact", "The jeweler has not been in touch"
    NOBODY_LEFT = "nobody_left", "Nobody took it: find another jeweler"
    OTHERS_WANTED = "others_wanted", "They asked for others"
    NO_ANSWER = "no_answer", "They did not choose in time"
    TELL_BY_PHONE = "tell_by_phone", "Tell the person by phone who received their brief"


BANDS = tuple(band for band in Budget if band != Budget.GUIDE_ME)
# The most a band may come to, in HK$; the last has no end.
MOST: dict[str, int | None] = {
    Budget.BELOW_10: 10_000,
    Budget.TO_25: 25_000,
    Budget.TO_50: 50_000,
    Budget.TO_100: 100_000,
    Budget.TO_250: 250_000,
    Budget.TO_500: 500_000,
    Budget.ABOVE_500: None,
}
DEALER_THRESHOLD = 120_000


def may_reach_threshold(budget: str) -> bool:
    """Whether a piece of this band may be paid with HK$120,000 or more, instalments added up (Cap. 615)."""
    most = MOST.get(budget, 0)
    return most is None or most >= DEALER_THRESHOLD
