from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from shared_apps.core import crossings
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.models import Client, Lead
from tenant_apps.clients.operations import LeadDeclined, LeadTakenOn, convert_lead, decline_lead
from tenant_apps.team.models import House
from tenant_apps.team.operations import AgreementNotAccepted
from tests.tenant.clients.conftest import BRIEF, INTRODUCTION


def test_an_introduction_lands_in_that_workspace_only(jeweler_a, jeweler_b):
    crossings.call("clients.receive_lead", jeweler_a, introduction_id=INTRODUCTION, **BRIEF)

    with jeweler_context(jeweler_a):
        assert list(Lead.objects.values_list("name", "state")) == [("Wong Mei-ling", "new")]
    with jeweler_context(jeweler_b):
        assert Lead.objects.count() == 0


def test_the_same_introduction_again_corrects_the_lead_and_never_doubles_it(jeweler_a, in_jeweler_a, happened):
    for brief in (BRIEF, BRIEF, BRIEF | {"phone": "+852 9000 0000"}):
        crossings.call("clients.receive_lead", jeweler_a, introduction_id=INTRODUCTION, **brief)

    assert list(Lead.objects.values_list("phone", flat=True)) == ["+852 9000 0000"]
    assert happened() == ["clients.lead.received", "clients.lead.corrected"]


def test_one_introduction_arriving_twice_at_once_is_one_lead(committed_db, jeweler_a):
    def receive(_turn):
        try:
            return crossings.call("clients.receive_lead", jeweler_a, introduction_id=INTRODUCTION, **BRIEF)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(receive, range(8)))

    with jeweler_context(jeweler_a):
        assert {str(pk) for pk in Lead.objects.values_list("pk", flat=True)} == ids
        assert len(ids) == 1


def test_a_lead_taken_on_becomes_one_client_with_its_contacts(lead, owner, happened):
    client = convert_lead(lead, by=owner)
    again = convert_lead(lead, by=owner)

    lead.refresh_from_db()
    assert again == client
    assert (client.display_name, client.source) == ("Wong Mei-ling", "introduction")
    assert list(client.contacts.order_by("pk").values_list("channel", "value")) == [
        ("email", "mei@example.com"),
        ("phone", "+852 9123 4567"),
    ]
    assert (lead.state, lead.client, lead.decided_at is not None) == ("converted", client, True)
    assert happened().count("clients.lead.converted") == 1


def test_a_correction_reaches_a_lead_already_taken_on_without_reopening_it(lead, owner, jeweler_a):
    convert_lead(lead, by=owner)

    crossings.call("clients.receive_lead", jeweler_a, introduction_id=INTRODUCTION, **BRIEF | {"phone": "1"})

    lead.refresh_from_db()
    assert (lead.phone, lead.state) == ("1", "converted")


def test_taking_on_is_refused_until_the_agreement_is_accepted(lead, owner):
    House.objects.update(agreement_version="")

    with pytest.raises(AgreementNotAccepted):
        convert_lead(lead, by=owner)

    lead.refresh_from_db()
    assert (lead.state, Client.objects.count()) == ("new", 0)


def test_a_declined_lead_is_not_taken_on(lead, owner, happened):
    decline_lead(lead, by=owner)
    decline_lead(lead, by=owner)

    with pytest.raises(LeadDeclined):
        convert_lead(lead, by=owner)

    assert (Client.objects.count(), happened()) == (0, ["clients.lead.declined"])


def test_a_lead_taken_on_is_not_declined(lead, owner):
    convert_lead(lead, by=owner)

    with pytest.raises(LeadTakenOn):
        decline_lead(lead, by=owner)

    lead.refresh_from_db()
    assert lead.state == "converted"


@pytest.mark.parametrize(("preference", "discreet"), [("discreet_phone", True), ("email", False)])
def test_who_asked_for_discretion_is_a_discreet_client(lead, owner, preference, discreet):
    lead.contact_preference = preference
    lead.save(update_fields=["contact_preference"])

    assert convert_lead(lead, by=owner).is_discreet is discreet
