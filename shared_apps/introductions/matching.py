"""Which houses suit a brief: ranked, with the reasons of each rank in words. Staff decide.

Read in four queries whatever the number of jewelers, scored here. Houses whose scores lie near each other take turns:
the one that was introduced the longest ago comes first, so that the same figures always give the same order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q

from shared_apps.core.clock import now
from shared_apps.core.datamap import Purpose
from shared_apps.core.restraints import is_restrained
from shared_apps.inquiries.enums import Budget, Material, Piece, Style, Timing
from shared_apps.inquiries.models import Brief
from shared_apps.introductions.enums import BANDS, TURNED_DOWN, IntroductionState, Registration, Specialism, Spoken
from shared_apps.introductions.enums import may_reach_threshold as reaches
from shared_apps.introductions.models import Introduction, Profile
from shared_apps.introductions.operations.profiles import this_month
from shared_apps.introductions.queries import conflicts_with
from shared_apps.jewelers.enums import JewelerState

NEAR = 5
COUNTED = (
    IntroductionState.WAITING,
    IntroductionState.ASKED,
    IntroductionState.ACCEPTED,
    IntroductionState.CONTACTED,
    IntroductionState.WON,
)
WEEKS = {Timing.TWO_WEEKS: 2, Timing.SIX_WEEKS: 6, Timing.TWO_MONTHS: 9, Timing.SIX_MONTHS: 26}
SKILL_OF_PIECE = {
    Piece.ENGAGEMENT: Specialism.BRIDAL,
    Piece.WEDDING: Specialism.BRIDAL,
    Piece.ETERNITY: Specialism.BRIDAL,
    Piece.REMODEL: Specialism.REMODELING,
    Piece.REPAIR: Specialism.RESTORATION,
    Piece.VALUATION: Specialism.VALUATION,
    Piece.WATCH: Specialism.WATCHES,
    Piece.SIGNET: Specialism.ENGRAVING,
}
SKILL_OF_MATERIAL = {
    Material.JADE: Specialism.JADE,
    Material.PEARL: Specialism.PEARLS,
    Material.SAPPHIRE: Specialism.COLORED_STONES,
    Material.RUBY: Specialism.COLORED_STONES,
    Material.EMERALD: Specialism.COLORED_STONES,
    Material.SPINEL: Specialism.COLORED_STONES,
    Material.NATURAL_DIAMOND: Specialism.DIAMONDS,
    Material.LAB_DIAMOND: Specialism.DIAMONDS,
    Material.OWN_STONES: Specialism.REMODELING,
}
LANGUAGES_OF = {"en": {Spoken.ENGLISH.value}, "zh-hant": {Spoken.CANTONESE.value, Spoken.MANDARIN.value}}

COLUMNS = (
    "jeweler_id",
    "jeweler__name",
    "specialisms",
    "pieces",
    "budgets",
    "styles",
    "languages",
    "city",
    "works_remotely",
    "lead_weeks",
    "capacity",
    "committed",
    "committed_month",
    "registration",
    "registration_expires_on",
    "is_open",
    "anonymous_text",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One house as the database tells of it, with what was introduced to it."""

    jeweler_id: UUID
    name: str
    specialisms: list[str]
    pieces: list[str]
    budgets: list[str]
    styles: list[str]
    languages: list[str]
    city: str
    works_remotely: bool
    lead_weeks: int
    capacity: int
    committed: int
    committed_month: date | None
    registration: str
    registration_expires_on: date | None
    is_open: bool
    anonymous_text: str


@dataclass(slots=True)
class Match:
    """A house in its place: points out of 100, why in words, what to watch."""

    jeweler_id: UUID
    name: str
    points: int
    reasons: list[tuple[bool, str]]
    warnings: list[str]
    used: int
    capacity: int
    last_introduced_at: datetime | None = None
    turn: str = ""
    can_be_shown: bool = True


@dataclass(frozen=True, slots=True)
class Excluded:
    """A house that is not offered, and why."""

    jeweler_id: UUID
    name: str
    reason: str


@dataclass(frozen=True)
class Matches:
    ranked: list[Match] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)


@dataclass(frozen=True)
class Wish:
    """What a brief asks of a house, worked out once."""

    piece: str
    piece_words: str
    budget: str
    near_budgets: frozenset[str]
    styles: dict[str, str]
    skills: dict[str, str]
    languages: set[str]
    place: str
    weeks: int | None
    day: date
    registration_counts: bool


def matches_for(brief: Brief) -> Matches:
    """Return every active house: those that suit in order, the others with the reason.

    For a person who stopped introductions nothing is weighed at all (P62).
    """
    if is_restrained(brief.email, Purpose.INTRODUCE):
        return Matches()
    profiles = Profile.objects.filter(jeweler__state=JewelerState.ACTIVE).order_by("jeweler_id")
    candidates = [Candidate(*row) for row in profiles.values_list(*COLUMNS)]
    month = this_month()
    used, last = _load(month)
    here = dict(Introduction.objects.filter(brief=brief).values_list("jeweler_id", "state"))
    conflicts = conflicts_with(brief.email)
    wish = wish_of(brief)
    ranked, excluded = [], []
    for candidate in candidates:
        taken = used.get(candidate.jeweler_id, 0) + (candidate.committed if candidate.committed_month == month else 0)
        reason = _why_not(candidate, taken, here.get(candidate.jeweler_id), candidate.jeweler_id in conflicts)
        if reason:
            excluded.append(Excluded(candidate.jeweler_id, candidate.name, reason))
            continue
        match = score(candidate, wish, taken)
        match.last_introduced_at = last.get(candidate.jeweler_id)
        ranked.append(match)
    return Matches(in_turn(ranked), sorted(excluded, key=lambda one: (one.reason, one.name)))


def _load(month: date) -> tuple[dict[UUID, int], dict[UUID, datetime]]:
    """Return how many introductions each house has this month, and when its last one was."""
    in_month = Q(created_at__date__gte=month, state__in=COUNTED)
    rows = Introduction.objects.order_by().values_list("jeweler_id")
    told = list(rows.annotate(used=Count("pk", filter=in_month), last=Max("created_at")))
    return {pk: used for pk, used, _last in told}, {pk: last for pk, _used, last in told}


def _why_not(candidate: Candidate, taken: int, state: str | None, in_conflict: bool) -> str:
    if in_conflict:
        return "Conflict noted with this person"
    if state in TURNED_DOWN:
        return "Declined this brief, or did not answer in time"
    if state is not None:
        return "Has this brief already"
    if not candidate.is_open:
        return "Takes no introductions at present"
    if taken >= candidate.capacity:
        return f"Full this month: {taken} of {candidate.capacity}"
    return ""


def wish_of(brief: Brief) -> Wish:
    budgets = [band.value for band in BANDS]
    at = budgets.index(brief.budget) if brief.budget in budgets else None
    near = frozenset() if at is None else frozenset(budgets[max(at - 1, 0) : at + 2])
    asked = [SKILL_OF_PIECE.get(Piece(brief.piece))] + [SKILL_OF_MATERIAL.get(Material(one)) for one in brief.materials]
    days = (brief.needed_on - brief.created_at.date()).days if brief.needed_on else None
    return Wish(
        piece=brief.piece,
        piece_words=str(Piece(brief.piece).label),
        budget=brief.budget,
        near_budgets=near,
        styles={style: str(Style(style).label) for style in brief.styles},
        skills={skill.value: str(skill.label) for skill in asked if skill},
        languages=LANGUAGES_OF.get(brief.language, LANGUAGES_OF["en"]),
        place=brief.location.casefold(),
        weeks=days // 7 if days is not None else WEEKS.get(Timing(brief.timing)),
        day=now().date(),
        registration_counts=reaches(brief.budget),
    )


def score(candidate: Candidate, wish: Wish, taken: int) -> Match:
    """Score one house: each part says its points and its reason."""
    points, reasons = 0, []
    for part in PARTS:
        earned, is_good, words = part(candidate, wish)
        points += earned
        if words:
            reasons.append((is_good, words))
    free = candidate.capacity - taken
    points += 5 if free * 2 >= candidate.capacity else 2
    reasons.append((True, f"Has room: {taken} of {candidate.capacity} this month"))
    return Match(
        candidate.jeweler_id,
        candidate.name,
        points,
        reasons,
        _warnings(candidate, wish),
        taken,
        candidate.capacity,
        can_be_shown=bool(candidate.anonymous_text),
    )


type Part = tuple[int, bool, str]


def _piece(candidate: Candidate, wish: Wish) -> Part:
    if wish.piece == Piece.UNSURE:
        return 15, True, "The piece is open"
    if wish.piece in candidate.pieces:
        return 30, True, f"Makes this: {wish.piece_words}"
    return 0, False, f"Does not list this: {wish.piece_words}"


def _budget(candidate: Candidate, wish: Wish) -> Part:
    if wish.budget == Budget.GUIDE_ME:
        return 10, True, "The budget is open"
    if wish.budget in candidate.budgets:
        return 20, True, "Works in this budget"
    if wish.near_budgets.intersection(candidate.budgets):
        return 8, False, "Works one band away from this budget"
    return 0, False, "Does not work in this budget"


def _skills(candidate: Candidate, wish: Wish) -> Part:
    has = [words for skill, words in wish.skills.items() if skill in candidate.specialisms]
    if not wish.skills:
        return 5, True, ""
    if not has:
        return 0, False, f"Not their specialism: {', '.join(wish.skills.values())}"
    return round(10 * len(has) / len(wish.skills)), True, f"Specialism: {', '.join(has)}"


def _styles(candidate: Candidate, wish: Wish) -> Part:
    has = [words for style, words in wish.styles.items() if style in candidate.styles]
    if not wish.styles:
        return 6, True, ""
    if not has:
        return 0, False, f"Another style than {', '.join(wish.styles.values())}"
    return round(12 * len(has) / len(wish.styles)), True, f"Style: {', '.join(has)}"


def _place(candidate: Candidate, wish: Wish) -> Part:
    if candidate.city and candidate.city.casefold() in wish.place:
        return 8, True, f"In {candidate.city}"
    if candidate.works_remotely:
        return 5, True, "Works at a distance"
    return 0, False, f"In {candidate.city}" if candidate.city else "Place unknown"


def _time(candidate: Candidate, wish: Wish) -> Part:
    if wish.weeks is None:
        return 10, True, f"There is time; they need {candidate.lead_weeks} weeks"
    if candidate.lead_weeks <= wish.weeks:
        return 10, True, f"In time: needs {candidate.lead_weeks} of {wish.weeks} weeks"
    return 0, False, f"Too slow: needs {candidate.lead_weeks} weeks, there are {wish.weeks}"


def _language(candidate: Candidate, wish: Wish) -> Part:
    if wish.languages.intersection(candidate.languages):
        return 5, True, "Speaks their language"
    return 0, False, "Does not list their language"


PARTS = (_piece, _budget, _skills, _styles, _place, _time, _language)


def _warnings(candidate: Candidate, wish: Wish) -> list[str]:
    if not wish.registration_counts:
        return []
    ends = candidate.registration_expires_on
    if candidate.registration == Registration.NONE:
        return ["This budget may reach HK$120,000 and the house is not registered as a dealer (Cap. 615)."]
    if ends is not None and ends < wish.day:
        return [f"This budget may reach HK$120,000 and the registration ran out on {ends:%-d %B %Y} (Cap. 615)."]
    if candidate.registration == Registration.A:
        return ["Category A: no cash of HK$120,000 or more."]
    return []


def in_turn(matches: list[Match]) -> list[Match]:
    """Order by points; within NEAR points of the best of a group, whoever was introduced longest ago comes first."""
    ordered = sorted(matches, key=lambda match: (-match.points, str(match.jeweler_id)))
    found: list[Match] = []
    at = 0
    while at < len(ordered):
        near = _group(ordered, at)
        found += _rotated(near)
        at += len(near)
    return found


def _group(ordered: list[Match], at: int) -> list[Match]:
    end = at
    while end < len(ordered) and ordered[at].points - ordered[end].points <= NEAR:
        end += 1
    return ordered[at:end]


def _rotated(near: list[Match]) -> list[Match]:
    if len(near) > 1:
        near = sorted(near, key=_longest_ago)
        for match in near:
            match.turn = _turn(match, len(near) - 1)
    return near


def _longest_ago(match: Match) -> tuple[Any, ...]:
    last = match.last_introduced_at
    return (last is not None, last or 0, -match.points, str(match.jeweler_id))


def _turn(match: Match, others: int) -> str:
    level = f"Level with {others} other{'' if others == 1 else 's'}, so in turn"
    last = match.last_introduced_at
    return f"{level}: never introduced yet" if last is None else f"{level}: last introduced {last:%-d %B %Y}"
