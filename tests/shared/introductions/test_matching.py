"""Which houses suit a brief: the reasons in words, turns among equals, and who is left out."""

from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest

from shared_apps.core.clock import now
from shared_apps.introductions import operations
from shared_apps.introductions.enums import DeclineReason, IntroductionState, may_reach_threshold
from shared_apps.introductions.matching import NEAR, matches_for
from shared_apps.introductions.models import Introduction, Profile
from shared_apps.jewelers.models import Jeweler
from tests.shared.introductions.conftest import PROFILE, give_profile, received

SUITS = PROFILE | {"registration_expires_on": date(2030, 1, 1), "capacity": 999}


def many(count, **changes):
    """Open that many houses with profiles."""
    jewelers = Jeweler.objects.bulk_create(
        Jeweler(slug=f"house-{n}", skeleton=f"house-{n}", name=f"House {n}", state="active", schema_name=f"t_{n:032x}")
        for n in range(count)
    )
    Profile.objects.bulk_create(Profile(jeweler=jeweler, **SUITS | changes) for jeweler in jewelers)
    return jewelers


def introduced(brief, jeweler_id, staff, **told):
    given = {"state": IntroductionState.ASKED} | told
    return Introduction.objects.create(brief=brief, jeweler_id=jeweler_id, introduced_by_id=staff.pk, **given)


def only(brief):
    (match,) = matches_for(brief).ranked
    return match


def reasons(brief):
    return [words for _good, words in only(brief).reasons]


@pytest.fixture
def house(jeweler_a, staff):
    return give_profile(jeweler_a, staff)


def test_a_house_that_suits_says_why(asking_brief, house):
    assert reasons(asking_brief) == [
        "Makes this: Engagement ring",
        "Works in this budget",
        "Specialism: Bridal",
        "In Lisbon",
        "In time: needs 5 of 6 weeks",
        "Speaks their language",
        "Has room: 0 of 4 this month",
    ]
    assert only(asking_brief).points == 30 + 20 + 10 + 6 + 8 + 10 + 5 + 5


def test_what_does_not_suit_is_said_too(staff, jeweler_a):
    give_profile(
        jeweler_a,
        staff,
        pieces=["signet"],
        budgets=["to_25"],
        specialisms=[],
        city="Macau",
        lead_weeks=20,
        languages=[],
    )
    brief = received(styles=["art_deco"])

    match = only(brief)
    assert [words for good, words in match.reasons if not good] == [
        "Does not list this: Engagement ring",
        "Does not work in this budget",
        "Not their specialism: Bridal",
        "Another style than Art Deco",
        "In Macau",
        "Too slow: needs 20 weeks, there are 6",
        "Does not list their language",
    ]
    assert match.points == 5


@pytest.mark.parametrize(
    ("asks", "says", "words"),
    [
        ({"piece": "unsure"}, {}, "The piece is open"),
        ({"budget": "guide_me"}, {}, "The budget is open"),
        ({"budget": "to_50"}, {}, "Works one band away from this budget"),
        ({"timing": "flexible"}, {}, "There is time; they need 5 weeks"),
        ({"location": "Oslo"}, {"works_remotely": True}, "Works at a distance"),
        ({"materials": ["jade", "own_stones"]}, {"specialisms": ["jade"]}, "Specialism: Jade"),
        ({"styles": ["minimal", "bold"]}, {}, "Style: Minimal"),
        ({"language": "zh-hant"}, {"languages": ["cmn"]}, "Speaks their language"),
    ],
)
def test_each_wish_is_weighed_in_words(jeweler_a, staff, asks, says, words):
    give_profile(jeweler_a, staff, **says)

    assert words in reasons(received(**asks))


def test_a_fixed_date_counts_in_weeks(house):
    brief = received(timing="fixed_date", needed_on=now().date() + timedelta(days=30))

    assert "Too slow: needs 5 weeks, there are 4" in reasons(brief)


@pytest.mark.parametrize(
    ("budget", "says", "warned"),
    [
        ("to_100", {"registration": "none"}, []),
        ("to_250", {"registration": "none"}, ["not registered"]),
        ("above_500", {"registration": "none"}, ["not registered"]),
        ("to_250", {"registration_expires_on": date(2020, 1, 31)}, ["ran out on 31 January 2020"]),
        ("to_250", {}, ["Category A: no cash"]),
        ("to_250", {"registration": "B"}, []),
    ],
)
def test_a_budget_that_may_reach_the_threshold_looks_at_the_registration(jeweler_a, staff, budget, says, warned):
    give_profile(jeweler_a, staff, **says)

    warnings = only(received(budget=budget)).warnings
    assert [word in warning for word, warning in zip(warned, warnings, strict=True)] == [True] * len(warned)


def test_the_threshold_is_what_the_band_may_come_to():
    assert [may_reach_threshold(band) for band in ("to_50", "to_100", "to_250", "above_500", "guide_me")] == [
        False,
        False,
        True,
        True,
        False,
    ]


def left_out(brief):
    matches = matches_for(brief)
    assert matches.ranked == []
    (one,) = matches.excluded
    return one.reason


def test_who_is_closed_to_introductions_is_left_out(asking_brief, jeweler_a, staff):
    give_profile(jeweler_a, staff, is_open=False)

    assert left_out(asking_brief) == "Takes no introductions at present"


@pytest.mark.parametrize("address", ["wen@example.com", "WEN@example.com", "@example.com"])
def test_who_is_in_conflict_is_left_out(asking_brief, house, jeweler_a, staff, address):
    operations.note_conflict(jeweler_a.id, address=address, reason="Family", by=staff)

    assert left_out(asking_brief) == "Conflict noted with this person"


def test_who_is_full_is_left_out_counting_what_others_brought_this_month(asking_brief, jeweler_a, staff):
    give_profile(jeweler_a, staff, capacity=3, committed=2)
    introduced(received(), jeweler_a.id, staff)

    assert left_out(asking_brief) == "Full this month: 3 of 3"


def test_what_others_brought_last_month_no_longer_counts(asking_brief, jeweler_a, staff):
    give_profile(jeweler_a, staff, capacity=3, committed=3)
    Profile.objects.update(committed_month=operations.this_month() - timedelta(days=1))

    assert only(asking_brief).used == 0


def test_what_was_turned_down_takes_no_room(asking_brief, house, jeweler_a, staff):
    introduced(received(), jeweler_a.id, staff, state=IntroductionState.DECLINED)

    assert only(asking_brief).used == 0


def test_who_declined_this_brief_is_left_out_of_this_one_alone(brief, house, jeweler_a, staff):
    (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff)
    operations.decline(made.pk, jeweler_a.id, reason=DeclineReason.NOT_OUR_WORK, by=staff)

    assert left_out(brief) == "Declined this brief, or did not answer in time"
    assert only(received()).jeweler_id == jeweler_a.id


def test_who_has_it_is_left_out(brief, house, jeweler_a, staff):
    operations.introduce_brief(brief, [jeweler_a.id], by=staff)

    assert left_out(brief) == "Has this brief already"


def test_a_house_that_is_not_active_is_not_there(asking_brief, house, jeweler_a):
    Jeweler.objects.filter(pk=jeweler_a.id).update(state="suspended")

    found = matches_for(asking_brief)
    assert (found.ranked, found.excluded) == ([], [])


def test_near_ties_take_turns_and_better_ones_stay_ahead(asking_brief, staff):
    near = many(3)
    Profile.objects.filter(jeweler=near[2]).update(budgets=[])
    for jeweler in near[:2]:
        introduced(received(), jeweler.pk, staff)

    found = matches_for(asking_brief).ranked

    assert [match.jeweler_id for match in found] == [jeweler.pk for jeweler in near]
    assert found[0].turn.startswith("Level with 1 other, so in turn: last introduced ")
    assert (found[2].turn, found[0].points - found[2].points) == ("", 20)


def test_the_same_figures_give_the_same_order(asking_brief):
    many(40)

    orders = [[match.jeweler_id for match in matches_for(asking_brief).ranked] for _turn in range(3)]

    assert orders[0] == orders[1] == orders[2]


@pytest.mark.parametrize("spread", [0, NEAR])
def test_three_hundred_near_ties_are_shared_out_evenly(staff, spread):
    jewelers = many(10)
    if spread:
        # Half of them miss a language, which is within what counts as level.
        Profile.objects.filter(jeweler__in=jewelers[:5]).update(languages=[])
    brief = received()
    given = Counter()
    for turn in range(300):
        first = matches_for(brief).ranked[0].jeweler_id
        given[first] += 1
        # Each time another person: the same brief again, with one more introduction behind it.
        made = introduced(received_like(turn), first, staff)
        Introduction.objects.filter(pk=made.pk).update(created_at=now() - timedelta(days=1) + timedelta(minutes=turn))

    assert set(given.values()) == {30}


def received_like(turn):
    """Return another person's brief of the same kind."""
    from shared_apps.inquiries.models import Brief
    from tests.shared.inquiries.conftest import BRIEF

    return Brief.objects.create(reference=f"T{turn:04}", **BRIEF)


def test_two_thousand_houses_are_ranked_in_five_queries(asking_brief, staff, django_assert_num_queries):
    jewelers = many(2000)
    introduced(received(), jewelers[7].pk, staff)

    with django_assert_num_queries(5, using="controller"):
        found = matches_for(asking_brief)

    assert (len(found.ranked), type(found.ranked[0].jeweler_id)) == (2000, UUID)
