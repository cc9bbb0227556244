"""The page on which a person chooses: a private link, both languages, looking never acts."""

import re
from datetime import timedelta

import pytest
import time_machine

from public_site.choice_words import SPECIALISMS_ZH, SPOKEN_ZH, WORDS
from shared_apps.core.clock import now
from shared_apps.inquiries.operations import receive_brief
from shared_apps.introductions import operations, wording
from shared_apps.introductions.enums import ProposalState, Specialism, Spoken
from shared_apps.introductions.models import Introduction, Proposal, Share
from shared_apps.introductions.tokens import token_of
from tests.shared.inquiries.conftest import BRIEF
from tests.shared.introductions.conftest import give_profile
from tests.site.conftest import SAME_ORIGIN
from tests.support.people import make_account

TYPE = "application/x-www-form-urlencoded"


def put(jewelers, **changes):
    staff = make_account("concierge@dialogjewelers.com", name="Ada", is_staff=True)
    for jeweler in jewelers:
        give_profile(jeweler, staff)
    brief = receive_brief(**BRIEF | changes)
    return operations.propose(brief, [jeweler.id for jeweler in jewelers], by=staff)


@pytest.fixture
def proposal(db, jeweler_a, jeweler_b):
    return put([jeweler_a, jeweler_b])


@pytest.fixture
def path(proposal):
    return f"/choices/{token_of(proposal.pk)}"


def told(proposal, *positions, language="en", **more):
    choices = list(proposal.choices.order_by("position"))
    words = wording.choice_hash(language, operations.shown_in(choices))
    chosen = [str(choice.pk) for choice in choices if choice.position in positions]
    return {"choice": chosen, "answer": "yes", "words": words} | more


def say(visitor, path, data, headers=SAME_ORIGIN):
    return visitor.post(path, data, headers=headers)


@pytest.mark.parametrize(("prefix", "heading"), [("", "For you to choose"), ("/zh-hant", "請你選擇")])
def test_the_page_shows_the_houses_without_names_in_both_languages(visitor, path, prefix, heading, jeweler_a):
    response = visitor.get(prefix + path)
    content = response.content.decode()

    assert (response.status_code, heading in content, jeweler_a.name in content) == (200, True, False)
    assert wording.CHOICE["zh-hant" if prefix else "en"].split("'")[0] in content
    assert f'lang="{"zh-hant" if prefix else "en"}"' in content.lower()


@pytest.mark.parametrize("prefix", ["", "/zh-hant"])
def test_every_form_of_the_page_posts_to_the_page(visitor, path, prefix):
    content = visitor.get(prefix + path).content.decode()

    assert set(re.findall(r'<form[^>]* action="([^"]*)"', content)) == {prefix + path}


def test_the_page_is_nobodys_to_keep(visitor, path):
    response = visitor.get(path)

    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert (dict(response.cookies), "<script" in response.content.decode()) == ({}, False)


def test_a_storm_of_prefetches_answers_nothing(visitor, path, proposal):
    before = Proposal.objects.values().get()
    for purpose in ({}, {"Sec-Purpose": "prefetch;prerender"}, {"Sec-Fetch-Mode": "no-cors"}, {"Purpose": "prefetch"}):
        for method in ("get", "head") * 10:
            assert getattr(visitor, method)(f"{path}", headers=purpose).status_code == 200
    visitor.get(f"{path}?answer=withdraw&choice={proposal.choices.first().pk}")

    assert (Proposal.objects.values().get(), Introduction.objects.count()) == (before, 0)


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}])
def test_another_sites_post_is_refused(visitor, path, proposal, headers):
    assert say(visitor, path, told(proposal, 1), headers=headers).status_code == 403
    assert Introduction.objects.count() == 0


def test_a_yes_leads_back_to_the_page_which_says_so(visitor, path, proposal):
    response = say(visitor, path, told(proposal, 1))

    assert (response.status_code, response.headers["Location"]) == (303, path)
    assert Introduction.objects.get().state == "asked"
    content = visitor.get(path).content.decode()
    assert WORDS["en"]["chosen"] in content
    assert 'name="choice"' not in content


def test_a_yes_in_chinese_is_recorded_in_chinese(visitor, path, proposal):
    response = say(visitor, f"/zh-hant{path}", told(proposal, 2, language="zh-hant"))

    assert response.headers["Location"] == f"/zh-hant{path}"
    assert Share.objects.get().language == "zh-hant"


def test_once_the_brief_has_arrived_the_page_names_who_has_it(visitor, path, proposal, jeweler_a, jeweler_b):
    say(visitor, path, told(proposal, 1, 2))
    operations.deliver_introduction(introduction_id=str(Introduction.objects.get(position=1).pk))

    content = visitor.get(path).content.decode()
    assert (jeweler_a.name in content, jeweler_b.name in content) == (True, False)
    assert "Above Hollywood Road since 1998." in content


def test_nothing_ticked_is_asked_again(visitor, path, proposal):
    response = say(visitor, path, told(proposal))

    assert (response.status_code, WORDS["en"]["nothing_chosen"] in response.content.decode()) == (422, True)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.OPEN


@pytest.mark.parametrize("choice", ["nonsense", "\x00", "019a0000-0000-7000-8000-000000000000", "a" * 500])
def test_nonsense_is_no_choice(visitor, path, proposal, choice):
    assert say(visitor, path, told(proposal) | {"choice": [choice]}).status_code == 422


def test_other_words_are_read_once_more(visitor, path, proposal):
    response = say(visitor, path, told(proposal, 1) | {"words": "0" * 64})

    assert (response.status_code, Introduction.objects.count()) == (409, 0)
    (ticked,) = re.findall(r'value="([0-9a-f-]{36})" checked', response.content.decode())
    assert ticked == str(proposal.choices.get(position=1).pk)


def test_a_replay_changes_nothing(visitor, path, proposal):
    say(visitor, path, told(proposal, 1))

    for data in (told(proposal, 1), told(proposal, 2), {"answer": "others"}):
        assert say(visitor, path, data).status_code == 409
    assert list(Introduction.objects.values_list("position", flat=True)) == [1]


def test_others_are_asked_for(visitor, path, proposal):
    assert say(visitor, path, {"answer": "others"}).status_code == 303

    assert WORDS["en"]["others_done"] in visitor.get(path).content.decode()


def test_a_brief_is_withdrawn_before_and_after_the_answer(visitor, path, proposal):
    say(visitor, path, told(proposal, 1))

    assert say(visitor, path, {"answer": "withdraw"}).status_code == 303
    assert say(visitor, path, {"answer": "withdraw"}).status_code == 303
    assert WORDS["en"]["withdrawn"] in visitor.get(path).content.decode()
    assert Introduction.objects.get().state == "withdrawn"


def test_an_expired_link_says_so(visitor, path, proposal):
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        assert visitor.get(path).status_code == 410
        assert say(visitor, path, told(proposal, 1)).status_code == 409
    assert Introduction.objects.count() == 0


@pytest.mark.parametrize("token", ["A" * 43, "-" * 43])
def test_an_unknown_link_leads_nowhere_and_says_nothing_more(visitor, db, token):
    response = visitor.get(f"/choices/{token}")

    assert (response.status_code, WORDS["en"]["gone"] in response.content.decode()) == (404, True)
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert visitor.get(f"/choices/{token}x").status_code == 404


def test_a_body_larger_than_any_answer_is_not_read(visitor, path):
    assert visitor.post(path, "a=" + "b" * 40_000, content_type=TYPE, headers=SAME_ORIGIN).status_code == 413


def test_a_person_who_stopped_it_is_told_so(visitor, path, proposal, monkeypatch):
    from shared_apps.core import restraints

    monkeypatch.setattr(restraints, "_restraints", [lambda email, purpose: True])

    assert say(visitor, path, told(proposal, 1)).status_code == 403
    assert Introduction.objects.count() == 0


def test_every_word_stands_in_both_languages():
    assert set(WORDS["en"]) == set(WORDS["zh-hant"])
    assert (set(SPECIALISMS_ZH), set(SPOKEN_ZH)) == (set(Specialism), set(Spoken))
    assert set(wording.CHOICE) == set(wording.DIRECT) == {"en", "zh-hant"}
