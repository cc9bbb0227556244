"""Matching, introductions, profiles and measures: what the pages say and what staff do there."""

from datetime import date, timedelta

import pytest

from shared_apps.core.clock import now
from shared_apps.introductions import operations
from shared_apps.introductions.models import Conflict, FollowUp, Introduction, Profile, Proposal
from tests.shared.introductions.conftest import PROFILE, give_profile, received

FORM = PROFILE | {"is_open": "on", "committed": "1", "registration_expires_on": "2030-01-01"}


def page_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def asked(staff, jeweler_a):
    brief = received(wants_direct_introduction=True)
    (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff.account)
    return made


@pytest.fixture
def houses(staff, jeweler_a, jeweler_b):
    return [give_profile(jeweler, staff.account) for jeweler in (jeweler_a, jeweler_b)]


def test_matching_without_profiles_says_what_to_do(staff):
    assert "Nobody to offer" in page_of(staff, f"/briefs/{received().pk}/matching/")


def test_matching_ranks_with_reasons_and_says_who_is_left_out(staff, houses, jeweler_a, jeweler_b):
    operations.note_conflict(jeweler_b.id, address="@example.com", reason="Family", by=staff.account)

    content = page_of(staff, f"/briefs/{received(budget='to_250').pk}/matching/")

    assert [words in content for words in (jeweler_a.name, "Makes this: Engagement ring", "Category A: no cash")] == [
        True
    ] * 3
    assert "Conflict noted with this person" in content
    assert "Introduce directly" not in content


def test_ticked_houses_are_put_to_the_person(staff, houses, jeweler_a, jeweler_b):
    brief = received()
    path = f"/briefs/{brief.pk}/proposals/"

    assert staff.post(path, {"act": "propose"}).status_code == 422
    assert staff.post(path, {"act": "propose", "jewelers": ["nonsense"]}).status_code == 422
    response = staff.post(path, {"act": "propose", "jewelers": [str(jeweler_b.id), str(jeweler_a.id)]})

    assert (response.status_code, response.headers["Location"]) == (302, f"/briefs/{brief.pk}/")
    choices = Proposal.objects.get().choices.order_by("position")
    assert [choice.jeweler_id for choice in choices] == [jeweler_b.id, jeweler_a.id]
    assert "A proposal waits for an answer" in page_of(staff, f"/briefs/{brief.pk}/matching/")
    assert staff.post(path, {"act": "propose", "jewelers": [str(jeweler_a.id)]}).status_code == 409


def test_a_proposal_is_taken_back(staff, houses, jeweler_a):
    made = operations.propose(received(), [jeweler_a.id], by=staff.account)

    staff.post(f"/proposals/{made.pk}/withdrawal/")

    made.refresh_from_db()
    assert made.state == "replaced"


@pytest.mark.usefixtures("houses")
@pytest.mark.parametrize(("direct", "status", "count"), [(True, 302, 1), (False, 409, 0)])
def test_only_who_asked_for_it_is_introduced_directly(staff, jeweler_a, direct, status, count):
    brief = received(wants_direct_introduction=direct)

    response = staff.post(f"/briefs/{brief.pk}/proposals/", {"act": "introduce", "jewelers": [str(jeweler_a.id)]})

    assert (response.status_code, Introduction.objects.count()) == (status, count)


def test_an_empty_list_of_introductions_says_so(staff):
    assert "Nothing here" in page_of(staff, "/introductions/")


@pytest.mark.parametrize("tab", ["open", "waiting", "ended", "nonsense"])
def test_introductions_are_listed_with_their_clocks(staff, asked, tab):
    content = page_of(staff, f"/introductions/?tab={tab}")

    assert ("Answer by" in content) is (tab in {"open", "nonsense"})


def test_what_is_late_stands_out(staff, asked):
    Introduction.objects.update(answer_due_at=now() - timedelta(hours=1))

    assert "Asked, late" in page_of(staff, "/introductions/")


def test_matters_are_looked_after_once(staff, asked, jeweler_a):
    operations.accept(asked.pk, jeweler_a.id, by=staff.account)
    FollowUp.objects.update(due_at=now() - timedelta(minutes=1))
    assert "Ask the person how it goes" in page_of(staff, "/introductions/")

    for matter in FollowUp.objects.all():
        staff.post(f"/follow-ups/{matter.pk}/done/")

    assert "To look after" not in page_of(staff, "/introductions/")
    assert set(FollowUp.objects.values_list("done_by_id", flat=True)) == {staff.account.pk}


def test_an_introduction_shows_what_was_shared_on_what(staff, asked):
    content = page_of(staff, f"/introductions/{asked.pk}/")

    assert "They asked on the form to be introduced directly" in content
    assert "name, email, phone" in content


def test_staff_note_what_they_learned(staff, asked, jeweler_a):
    operations.accept(asked.pk, jeweler_a.id, by=staff.account)
    path = f"/introductions/{asked.pk}/outcome/"

    assert staff.post(path, {"outcome": "won", "reason": ""}).status_code == 422
    assert staff.post(path, {"outcome": "contacted"}).status_code == 302
    assert staff.post(path, {"outcome": "lost", "reason": "price"}).status_code == 302
    assert staff.post(path, {"outcome": "won", "reason": "price"}).status_code == 409

    asked.refresh_from_db()
    assert (asked.state, asked.outcome_reason, asked.contacted_at is not None) == ("lost", "price", True)


def test_staff_note_a_withdrawal(staff, asked):
    staff.post(f"/briefs/{asked.brief_id}/withdrawal/")

    asked.refresh_from_db()
    assert (asked.state, asked.brief.close_reason) == ("withdrawn", "withdrawn")


def test_a_profile_is_written_and_shown(staff, jeweler_a):
    path = f"/jewelers/{jeweler_a.id}/profile/"
    assert staff.post(path, FORM).status_code == 302

    profile = Profile.objects.get()
    assert (profile.pieces, profile.committed_month) == (["engagement", "wedding"], operations.this_month())
    assert profile.registration_expires_on == date(2030, 1, 1)
    content = page_of(staff, path)
    assert PROFILE["anonymous_text"] in content
    assert 'value="A-B-26-04-00001"' in content


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"anonymous_text": "We are Maison Aurelle"}, "must not say who you are"),
        ({"registration_number": ""}, "A registration has a number"),
        ({"lead_weeks": "0"}, "greater than or equal to 1"),
        ({"lead_weeks": "105"}, "less than or equal to 104"),
        ({"anonymous_text": "金" * 601}, "at most 600"),
        ({"pieces": ["unsure"]}, "Select a valid choice"),
    ],
)
def test_a_profile_that_is_refused_keeps_what_was_typed(staff, jeweler_a, changes, words):
    response = staff.post(f"/jewelers/{jeweler_a.id}/profile/", FORM | changes)

    assert (response.status_code, words in response.content.decode()) == (422, True)
    assert Profile.objects.count() == 0
    assert PROFILE["shown_text"] in response.content.decode()


def test_conflicts_are_noted_and_removed(staff, jeweler_a):
    path = f"/jewelers/{jeweler_a.id}/conflicts/"
    assert staff.post(path, {"address": "nobody", "reason": "x"}).status_code == 422
    staff.post(path, {"address": " Rival@Example.com ", "reason": "A rival"})

    conflict = Conflict.objects.get()
    assert conflict.address == "rival@example.com"
    staff.post(f"/jewelers/conflicts/{conflict.pk}/removal/")
    assert Conflict.objects.count() == 0


def test_measures_without_figures_say_so(staff):
    assert page_of(staff, "/introductions/measures/").count("No figures yet.") == 4


def test_measures_are_drawn_and_stand_in_tables(staff, asked, jeweler_a):
    operations.accept(asked.pk, jeweler_a.id, by=staff.account)
    operations.note_contact(asked.pk, jeweler_a.id, by=staff.account)

    content = page_of(staff, "/introductions/measures/")

    assert '<svg class="chart__drawing"' in content
    assert ("style=" in content, jeweler_a.name in content) == (False, True)


def test_the_table_is_given_as_csv(staff, asked, jeweler_a):
    response = staff.get("/introductions/measures.csv")

    lines = response.content.decode().splitlines()
    assert response.headers["Content-Disposition"] == 'attachment; filename="introductions.csv"'
    assert lines[0].startswith(",Briefs,Asked,Accepted")
    assert len(lines) == 1 + 12 + 1 + 1
    assert lines[-1].startswith("All,1,1,0,0,")


@pytest.mark.parametrize("rows", [1, 30])
@pytest.mark.parametrize("path", ["/introductions/", "/introductions/measures/"])
def test_a_list_asks_the_same_questions_however_many_rows(request, staff, jeweler_a, rows, path):
    counted = request.getfixturevalue("django_assert_max_num_queries")
    for number in range(rows):
        brief = received(wants_direct_introduction=True, email=f"w{number}@example.com")
        (made,) = operations.introduce_brief(brief, [jeweler_a.id], by=staff.account)
        FollowUp.objects.create(brief=brief, introduction=made, matter="day_3", due_at=now())

    with counted(8, using="controller"):
        page_of(staff, path)


@pytest.mark.parametrize("rows", [1, 12])
def test_matching_asks_the_same_questions_however_many_houses(request, staff, rows):
    from tests.shared.introductions.test_matching import many

    counted = request.getfixturevalue("django_assert_max_num_queries")
    many(rows)
    brief = received()

    with counted(11, using="controller"):
        page_of(staff, f"/briefs/{brief.pk}/matching/")
