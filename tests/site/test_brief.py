"""A brief in steps, read back before it is sent, with its date, its money, its discretion and its instruction."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from shared_apps.core.clock import now
from shared_apps.core.models import Job
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.introductions import wording
from tests.site.conftest import TOLD, post, stamp

PAGE = "find-a-jeweler"


def text(response):
    return response.content.decode().replace("&#x27;", "'")


def in_days(days):
    return (localdate(now()) + timedelta(days=days)).isoformat()


def test_the_steps_lead_through_one_page(visitor):
    content = text(visitor.get(f"/{PAGE}"))

    steps = ("piece", "occasion", "budget", "timing", "place", "wishes", "you")
    assert [step for step in steps if f'href="#{step}"' not in content or f'id="{step}"' not in content] == []


def test_a_review_keeps_nothing_and_carries_everything(visitor):
    content = text(post(visitor, PAGE, step="review"))

    assert Brief.objects.count() == 0
    for name, value in TOLD[PAGE].items():
        for one in value if isinstance(value, list) else [value]:
            assert name == "step" or f'<input type="hidden" name="{name}" value="{one}">' in content, name
    assert [
        words for words in ("Engagement ring", "HK$50,000 to 100,000", "Platinum, Sapphire") if words not in content
    ] == []


def test_a_review_is_sent_with_its_own_stamp_at_once(visitor):
    once = stamp()
    post(visitor, PAGE, step="review", stamp=once)

    assert post(visitor, PAGE, stamp=once).status_code == 303
    assert post(visitor, PAGE, stamp=once).status_code == 303
    assert Brief.objects.count() == 1


def test_a_post_without_a_step_is_reviewed_first(visitor):
    assert post(visitor, PAGE, step=None).status_code == 200
    assert Brief.objects.count() == 0


@pytest.mark.parametrize("changes", [{}, {"email": "no"}, {"needed_on": "never", "timing": "fixed_date"}])
def test_changing_something_shows_what_was_typed_without_blame(visitor, changes):
    response = post(visitor, PAGE, step="change", **changes)

    content = text(response)
    assert (response.status_code, Brief.objects.count()) == (200, 0)
    assert 'value="Wen Li"' in content
    assert content.count(" checked") == 9
    assert 'class="error"' not in content


@pytest.mark.parametrize(("days", "is_rush"), [(0, True), (41, True), (42, False), (1800, False)])
def test_a_fixed_date_is_kept_and_a_rush_is_said(visitor, days, is_rush):
    told = {"timing": "fixed_date", "needed_on": in_days(days)}
    reviewed = text(post(visitor, PAGE, step="review", **told))

    post(visitor, PAGE, **told)

    kept = Brief.objects.get()
    assert (kept.timing, kept.needed_on.isoformat(), kept.is_rush) == ("fixed_date", in_days(days), is_rush)
    assert ("This is a rush." in reviewed) == is_rush


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("", "Please give the date, or choose how soon you need it."),
        ("31/02/2027", "Please give the date as day, month and year."),
        ("0000-00-00", "Please give the date as day, month and year."),
        ("x" * 500, "Please give the date as day, month and year."),
        (in_days(-1), "This day has passed."),
        (in_days(1831), "This is more than five years away."),
    ],
    ids=["none", "no such day", "zeros", "long", "yesterday", "far"],
)
def test_a_date_that_cannot_be_is_refused(visitor, day, sentence):
    refused = post(visitor, PAGE, timing="fixed_date", needed_on=day)

    assert (refused.status_code, Brief.objects.count()) == (422, 0)
    assert sentence in text(refused)


def test_a_date_beside_a_horizon_is_dropped(visitor):
    post(visitor, PAGE, timing="flexible", needed_on=in_days(100))

    kept = Brief.objects.get()
    assert (kept.timing, kept.needed_on) == ("flexible", None)


@pytest.mark.parametrize(("currency", "kept"), [("USD", "USD"), ("", "HKD"), (None, "HKD")])
def test_the_money_somebody_thinks_in_is_kept_with_the_band(visitor, currency, kept):
    post(visitor, PAGE, budget_currency=currency)

    brief = Brief.objects.get()
    assert (brief.budget, brief.budget_currency) == ("to_100", kept)


@pytest.mark.parametrize(
    "changes",
    [{"budget_currency": "ZZZ"}, {"metals": ["tin"]}, {"stones": ["platinum"]}, {"styles": ["x" * 99]}, {"piece": ""}],
    ids=str,
)
def test_what_is_not_on_offer_is_refused(visitor, changes):
    assert (post(visitor, PAGE, **changes).status_code, Brief.objects.count()) == (422, 0)


@pytest.mark.parametrize("way", ["email", "phone", "message"])
def test_discretion_is_part_of_how_somebody_is_reached(visitor, way):
    post(visitor, PAGE, contact_preference=way)

    kept = Brief.objects.get()
    assert (kept.contact_preference, kept.is_discreet) == (f"discreet_{way}", True)
    mailed = Job.objects.filter(name="inquiries.confirm").exists()
    assert mailed == (way == "email")


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/zh-hant", "zh-hant")])
def test_an_introduction_without_asking_again_is_asked_for_in_the_words_that_are_recorded(visitor, prefix, language):
    words = wording.DIRECT[language]

    assert words in text(visitor.get(f"{prefix}/{PAGE}"))
    assert words in text(post(visitor, PAGE, prefix=prefix, step="review", wants_direct_introduction="on"))
    assert words not in text(post(visitor, PAGE, prefix=prefix, step="review"))
    post(visitor, PAGE, prefix=prefix, wants_direct_introduction="on")
    kept = Brief.objects.get()
    assert (kept.wants_direct_introduction, kept.language) == (True, language)


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/zh-hant", "zh-hant")])
def test_we_answer_in_the_language_of_the_page(visitor, prefix, language):
    response = post(visitor, "contact", prefix=prefix)

    kept = Inquiry.objects.get()
    assert (kept.language, response.headers["Location"]) == (language, f"{prefix}/received/{kept.reference}")


LIMITS = {
    "location": ("香" * 120, "香" * 121),
    "name": ("ע" * 120, "ע" * 121),
    "phone": ("+852 " + "5" * 35, "+852 " + "5" * 36),
    "preferences": ("💍" * 2000, "💍" * 2001),
    "email": ("a@" + ".".join(["b" * 60] * 4) + ".com", "a@" + ".".join(["b" * 63] * 4) + ".com"),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_field_of_the_brief_is_taken_up_to_its_limit_and_not_beyond(visitor, name):
    at, above = LIMITS[name]

    refused = post(visitor, PAGE, **{name: above})
    assert (refused.status_code, Brief.objects.count()) == (422, 0)
    assert above in text(refused)
    assert post(visitor, PAGE, **{name: at}).status_code == 303
    assert getattr(Brief.objects.get(), name) == at


@pytest.mark.parametrize(
    "name", ["name", "email", "location", "contact_preference", "piece", "occasion", "budget", "timing"]
)
@pytest.mark.parametrize("empty", ["", "   ", None])
def test_what_is_needed_is_asked_for(visitor, name, empty):
    assert (post(visitor, PAGE, **{name: empty}).status_code, Brief.objects.count()) == (422, 0)


@pytest.mark.parametrize("words", ["戒指\r\n要細緻", "خاتم من ذهب", "💎👩‍🎨", "a\tb", "<b>&amp;</b>"], ids=range(5))
def test_own_words_of_all_scripts_are_kept_and_read_back(visitor, words):
    post(visitor, PAGE, preferences=words)

    assert Brief.objects.get().preferences == words.replace("\r\n", "\n")


@pytest.mark.parametrize("bad", ["a\x00b", "a\x08b", "\u202egnp.exe", "\u2066x"])
def test_words_that_hide_or_turn_are_refused(visitor, bad):
    assert (post(visitor, PAGE, preferences=bad).status_code, Brief.objects.count()) == (422, 0)


@pytest.mark.parametrize("name", ["location", "phone", "name"])
def test_no_header_can_be_smuggled_in(visitor, name):
    post(visitor, PAGE, **{name: "+852 5555 0199\r\nBcc: all@example.com"})

    assert getattr(Brief.objects.get(), name) == "+852 5555 0199 Bcc: all@example.com"
