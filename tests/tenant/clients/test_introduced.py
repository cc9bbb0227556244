"""A lead that DIA'LOG introduced: accepted, declined, followed and withdrawn on its page."""

import pytest

from shared_apps.introductions import operations as introductions
from shared_apps.introductions.models import Introduction
from shared_apps.tenancy.context import jeweler_context, no_jeweler
from tenant_apps.clients.models import Client, Lead
from tests.shared.introductions.conftest import received
from tests.support.people import make_account, make_member


@pytest.fixture
def made(jeweler_a):
    """An introduction that has arrived at Maison Aurelle."""
    make_member(jeweler_a, "owner")
    with no_jeweler():
        staff = make_account("concierge@dialogjewelers.com", name="Ada", is_staff=True)
        (introduction,) = introductions.introduce_brief(
            received(wants_direct_introduction=True), [jeweler_a.id], by=staff
        )
        introductions.deliver_introduction(introduction_id=str(introduction.pk))
    return introduction


@pytest.fixture
def lead(made, jeweler_a):
    with jeweler_context(jeweler_a):
        return Lead.objects.get()


def page_of(browser, lead):
    response = browser.get(f"/clients/leads/{lead.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def now_of(lead, jeweler):
    with jeweler_context(jeweler):
        found = Lead.objects.get(pk=lead.pk)
    return found.state, found.outcome


def test_a_lead_says_by_when_it_wants_an_answer(lead, client_as):
    content = page_of(client_as("sales"), lead)

    assert "Please answer by" in content
    assert "I have been in touch" not in content


def test_accepting_stops_the_clock_in_both_halves(lead, made, jeweler_a, client_as):
    owner = client_as("owner")
    response = owner.post(f"/clients/leads/{lead.pk}/acceptance/")

    made.refresh_from_db()
    assert (response.status_code, made.state, now_of(lead, jeweler_a)) == (302, "accepted", ("accepted", ""))
    content = page_of(owner, lead)
    assert "I have been in touch" in content
    assert "Please answer by" not in content


def test_declining_wants_a_reason_and_tells_it_to_staff(lead, made, jeweler_a, client_as):
    owner = client_as("owner")
    assert owner.post(f"/clients/leads/{lead.pk}/decline/", {"reason": ""}).status_code == 422
    assert owner.post(f"/clients/leads/{lead.pk}/decline/", {"reason": "budget"}).status_code == 302

    made.refresh_from_db()
    assert (made.state, made.decline_reason, now_of(lead, jeweler_a)) == ("declined", "budget", ("declined", ""))


def test_taking_on_accepts_as_well(lead, made, jeweler_a, client_as):
    client_as("owner").post(f"/clients/leads/{lead.pk}/conversion/")

    made.refresh_from_db()
    with jeweler_context(jeweler_a):
        assert Client.objects.count() == 1
    assert (made.state, now_of(lead, jeweler_a)) == ("accepted", ("converted", ""))


def test_contact_and_outcome_are_recorded(lead, made, jeweler_a, client_as):
    owner = client_as("owner")
    path = f"/clients/leads/{lead.pk}"
    assert owner.post(f"{path}/contact/").status_code == 409
    owner.post(f"{path}/acceptance/")
    owner.post(f"{path}/contact/")
    assert owner.post(f"{path}/outcome/", {"outcome": "won"}).status_code == 422
    owner.post(f"{path}/outcome/", {"outcome": "won", "reason": "commissioned"})

    made.refresh_from_db()
    assert (made.state, made.outcome_reason) == ("won", "commissioned")
    assert now_of(lead, jeweler_a) == ("accepted", "won")
    assert owner.post(f"{path}/outcome/", {"outcome": "lost", "reason": "price"}).status_code == 409


def test_a_withdrawn_lead_asks_not_to_be_contacted(lead, made, jeweler_a, client_as):
    with no_jeweler():
        introductions.withdraw_brief(made.brief, by=made_by(made))
        introductions.mirror_lead(introduction_id=str(made.pk))

    content = page_of(client_as("owner"), lead)
    assert "Please do not contact them about it" in content
    assert client_as("owner").post(f"/clients/leads/{lead.pk}/acceptance/").status_code == 409


def made_by(introduction):
    return make_account("concierge@dialogjewelers.com", name="Ada", is_staff=True)


@pytest.mark.parametrize("act", ["acceptance", "decline", "contact", "outcome"])
@pytest.mark.parametrize("role", ["bench", "viewer"])
def test_only_the_office_answers(lead, client_as, act, role):
    assert client_as(role).post(f"/clients/leads/{lead.pk}/{act}/", {"reason": "budget"}).status_code == 403
    assert Introduction.objects.get().state == "asked"


def test_another_house_cannot_answer(lead, jeweler_b, client_as):
    assert client_as("owner", jeweler_b).post(f"/clients/leads/{lead.pk}/acceptance/").status_code == 404


def test_a_lead_dialog_knows_nothing_of_any_more_is_the_houses_to_decide(lead, jeweler_a, client_as):
    Introduction.objects.all().delete()

    client_as("owner").post(f"/clients/leads/{lead.pk}/acceptance/")
    client_as("owner").post(f"/clients/leads/{lead.pk}/outcome/", {"outcome": "lost", "reason": "price"})

    assert now_of(lead, jeweler_a) == ("accepted", "lost")
