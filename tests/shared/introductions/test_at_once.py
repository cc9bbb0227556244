"""Two people act at the same moment: each decision is made once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.test import Client

from shared_apps.core.clock import now
from shared_apps.core.errors import DomainError
from shared_apps.introductions import operations, wording
from shared_apps.introductions.enums import DeclineReason, ProposalState
from shared_apps.introductions.models import Introduction, Proposal, Share
from shared_apps.introductions.tokens import token_of
from tests.shared.introductions.conftest import clear_jobs, give_profile, received
from tests.support.people import make_account


@pytest.fixture(autouse=True)
def clean_desk(committed_db):
    """Nothing waits for the worker; here everything is committed for real."""
    cache.clear()
    clear_jobs()


@pytest.fixture
def desk(committed_db, jeweler_a, jeweler_b):
    """Two members of staff, two houses with profiles, one brief."""
    people = [make_account(f"{name}@dialogjewelers.com", name=name, is_staff=True) for name in ("ada", "bo")]
    for jeweler in (jeweler_a, jeweler_b):
        give_profile(jeweler, people[0])
    return people, received()


def at_once(*acts):
    """Do all of them at the same time; return what came of each."""

    def do(act):
        try:
            act()
        except DomainError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(do, acts))


def asked_by_choice(desk, jeweler_a, jeweler_b):
    (ada, _bo), brief = desk
    proposal = operations.propose(brief, [jeweler_a.id, jeweler_b.id], by=ada)
    choices = list(proposal.choices.order_by("position"))
    words = wording.choice_hash("en", operations.shown_in(choices))
    operations.choose(token_of(proposal.pk), [one.pk for one in choices], language="en", text_hash=words)
    introduction = Introduction.objects.get(position=1)
    operations.deliver_introduction(introduction_id=str(introduction.pk))
    clear_jobs()
    return introduction


def test_two_staff_proposing_at_once_make_one_proposal(desk, jeweler_a, jeweler_b):
    (ada, bo), brief = desk

    said = at_once(
        lambda: operations.propose(brief, [jeweler_a.id], by=ada),
        lambda: operations.propose(brief, [jeweler_b.id], by=bo),
    )

    assert said == ["ChoiceWaits", "done"]
    assert Proposal.objects.filter(state=ProposalState.OPEN).count() == 1


def test_two_staff_introducing_the_same_at_once_share_once(desk, jeweler_a):
    (ada, bo), _brief = desk
    brief = received(wants_direct_introduction=True)

    said = at_once(
        lambda: operations.introduce_brief(brief, [jeweler_a.id], by=ada),
        lambda: operations.introduce_brief(brief, [jeweler_a.id], by=bo),
    )

    assert (said, Introduction.objects.count(), Share.objects.count()) == (["done", "done"], 1, 1)


def test_an_answer_and_its_clock_at_once_come_to_one_end(desk, jeweler_a, jeweler_b):
    (ada, _bo), _brief = desk
    introduction = asked_by_choice(desk, jeweler_a, jeweler_b)
    Introduction.objects.filter(pk=introduction.pk).update(answer_due_at=now() - timedelta(hours=1))

    at_once(
        lambda: operations.accept(introduction.pk, jeweler_a.id, by=ada),
        operations.run_clocks,
        operations.run_clocks,
    )

    states = list(Introduction.objects.order_by("position").values_list("state", flat=True))
    assert states in (["accepted", "waiting"], ["lapsed", "asked"])
    assert Share.objects.count() == (1 if states[0] == "accepted" else 2)


def test_accepting_and_declining_at_once_is_one_of_them(desk, jeweler_a, jeweler_b):
    (ada, bo), _brief = desk
    introduction = asked_by_choice(desk, jeweler_a, jeweler_b)

    said = at_once(
        lambda: operations.accept(introduction.pk, jeweler_a.id, by=ada),
        lambda: operations.decline(introduction.pk, jeweler_a.id, reason=DeclineReason.OTHER, by=bo),
    )

    assert said == ["LeadAnswered", "done"]


def test_withdrawing_and_accepting_at_once_ends_withdrawn(desk, jeweler_a, jeweler_b):
    (ada, _bo), brief = desk
    introduction = asked_by_choice(desk, jeweler_a, jeweler_b)

    at_once(
        lambda: operations.withdraw_brief(brief, by=ada),
        lambda: operations.accept(introduction.pk, jeweler_a.id, by=ada),
    )

    introduction.refresh_from_db()
    assert introduction.state == "withdrawn"


def test_two_workers_delivering_at_once_tell_the_person_once(desk, jeweler_a):
    from shared_apps.core.models import Job

    (ada, _bo), _brief = desk
    (made,) = operations.introduce_brief(received(wants_direct_introduction=True), [jeweler_a.id], by=ada)

    at_once(*[lambda: operations.deliver_introduction(introduction_id=str(made.pk))] * 4)

    assert Job.objects.filter(name="introductions.tell_introduced").count() == 1


def test_two_posts_of_one_page_at_once_are_one_answer(desk, jeweler_a, jeweler_b):
    (ada, _bo), brief = desk
    proposal = operations.propose(brief, [jeweler_a.id, jeweler_b.id], by=ada)
    choices = list(proposal.choices.order_by("position"))
    words = wording.choice_hash("en", operations.shown_in(choices))

    def post(choice):
        try:
            data = {"choice": [str(choice.pk)], "answer": "yes", "words": words}
            path = f"/choices/{token_of(proposal.pk)}"
            client = Client(HTTP_HOST=settings.SITE_HOST, headers={"Sec-Fetch-Site": "same-origin"})
            return client.post(path, data).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(post, choices * 4))

    assert statuses == [303, *[409] * 7]
    assert (Introduction.objects.count(), Share.objects.count()) == (1, 1)
