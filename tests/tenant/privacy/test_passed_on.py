"""What DIA'LOG passes on about a person lies before owners and managers until one has dealt with it."""

from uuid import uuid4

import pytest

from tenant_apps.clients.models import Lead
from tenant_apps.clients.operations import receive_lead
from tenant_apps.privacy.models import PassedOn
from tenant_apps.privacy.passed_on import note_done, receive_passed_on

TEXT = "Location: “Lisbon” is now “Porto”. <b>"
PATH = "/settings/data/passed-on/"


@pytest.fixture
def passed(in_jeweler_a):
    introduction = str(uuid4())
    receive_lead(introduction_id=introduction, name="Wen Li", location="Lisbon")
    told = {"passed_id": str(uuid4()), "kind": "correction", "introduction_id": introduction, "text": TEXT}
    receive_passed_on(**told)
    receive_passed_on(**told)
    return PassedOn.objects.get()


def test_received_twice_it_is_there_once_and_changes_nothing_of_the_jewelers(passed):
    assert (passed.kind, passed.text, Lead.objects.get().location) == ("correction", TEXT, "Lisbon")


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("manager", 200), ("sales", 403), ("bench", 403)])
def test_owners_and_managers_read_it(passed, client_as, role, status):
    response = client_as(role).get(PATH)

    assert response.status_code == status
    assert ("is now “Porto”. &lt;b&gt;" in response.content.decode()) is (status == 200)


def test_it_is_marked_as_dealt_with_by_somebody(passed, client_as, member_as):
    client_as("manager").post(f"{PATH}{passed.pk}/closure/")
    done = note_done(passed, by=member_as("owner"))

    assert done.done_by_id == member_as("manager").pk


def test_the_empty_page_says_what_will_be_there(in_jeweler_a, client_as):
    assert "Nothing was passed on" in client_as("owner").get(PATH).content.decode()


def test_the_page_of_your_data_leads_there(passed, client_as):
    assert f'href="{PATH}"' in client_as("owner").get("/settings/data/").content.decode()
