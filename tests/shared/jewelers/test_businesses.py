"""From an inquiry to a jeweler: applied, decided once with a reason, opened; details kept by both sides."""

from datetime import date

import pytest

from shared_apps.accounts.models import Invitation
from shared_apps.core.actors import SYSTEM
from shared_apps.core.models import Job, TrailEvent, TrailPayload
from shared_apps.inquiries.operations import receive_inquiry
from shared_apps.jewelers import businesses
from shared_apps.jewelers.models import Application, Details, Jeweler
from shared_apps.jewelers.operations import ReasonMissing
from shared_apps.tenancy.slugs import SlugTaken
from tests.shared.inquiries.conftest import INQUIRY
from tests.support.jewelers import jeweler_row

BUSINESS = {
    "legal_name": "House of Gold Ltd 金屋",
    "registration": "12345678-000",
    "address": "1 Queen's Road",
    "privacy_contact_email": "privacy@gold.example",
    "dealer_category": "b",
    "dealer_number": "B-123",
    "dealer_expires_on": date(2028, 1, 31),
}


@pytest.fixture
def application(db):
    application = businesses.open_application(receive_inquiry(**INQUIRY), by=SYSTEM)
    told = BUSINESS | {"slug": "house-of-gold", "name": "House of Gold"}
    return businesses.edit_application(application, by=SYSTEM, **told)


def test_an_inquiry_becomes_one_application(db):
    inquiry = receive_inquiry(**INQUIRY)
    first, second = (businesses.open_application(inquiry, by=SYSTEM) for _ in range(2))

    assert (first.pk, first.contact_email, first.state) == (second.pk, inquiry.email, "open")
    assert TrailEvent.objects.filter(event="jewelers.application.opened").count() == 1


def test_accepting_opens_the_workspace_and_invites_the_owner_once(application):
    Job.objects.all().delete()
    first, second = (businesses.accept_application(application, reason="Fine work", by=SYSTEM) for _ in range(2))

    assert (first.pk, first.state, first.slug) == (second.pk, "provisioning", "house-of-gold")
    assert Invitation.objects.values_list("email", "role").get() == (application.contact_email, "owner")
    details = Details.objects.get(jeweler=first)
    assert {name: getattr(details, name) for name in BUSINESS} == BUSINESS
    assert Job.objects.filter(name__in=["jewelers.finish_opening", "accounts.send_invitation"]).count() == 2
    application.refresh_from_db()
    assert (application.state, application.reason, application.jeweler_id) == ("accepted", "Fine work", first.pk)


def test_a_declined_application_stays_declined_and_makes_nothing(application):
    before = Jeweler.objects.count()
    businesses.decline_application(application, reason="Not our trade", by=SYSTEM)
    for act in (businesses.accept_application, businesses.decline_application):
        with pytest.raises(businesses.ApplicationDecided):
            act(application, reason="Again", by=SYSTEM)
    with pytest.raises(businesses.ApplicationDecided):
        businesses.edit_application(application, by=SYSTEM, name="Other")

    assert (Jeweler.objects.count(), Application.objects.get().reason) == (before, "Not our trade")


@pytest.mark.parametrize(
    ("changes", "reason", "refused"),
    [
        ({"slug": ""}, "Fine", businesses.OwnerNotKnown),
        ({"slug": "maison-aurelle"}, "Fine", SlugTaken),
        ({}, "   ", ReasonMissing),
    ],
    ids=str,
)
def test_a_refused_acceptance_leaves_nothing(application, changes, reason, refused):
    Application.objects.filter(pk=application.pk).update(**changes)
    before = Jeweler.objects.count(), Invitation.objects.count(), Details.objects.count()
    with pytest.raises(refused):
        businesses.accept_application(application, reason=reason, by=SYSTEM)

    assert (Jeweler.objects.count(), Invitation.objects.count(), Details.objects.count()) == before
    assert Application.objects.get().state == "open"


def test_details_name_the_changed_fields_and_never_what_they_say(jeweler_a):
    jeweler = jeweler_row(jeweler_a)
    for _ in range(2):
        businesses.change_details(jeweler, by=SYSTEM, **BUSINESS)

    event = TrailEvent.objects.get(event="jewelers.details.changed")
    facts = TrailPayload.objects.get(event_id=event.pk).facts
    assert facts == {"fields": ",".join(BUSINESS)}


def test_a_registered_dealer_has_a_number(jeweler_a):
    with pytest.raises(businesses.DealerNumberMissing):
        businesses.change_details(jeweler_row(jeweler_a), by=SYSTEM, **BUSINESS | {"dealer_number": ""})
    assert Details.objects.count() == 0
