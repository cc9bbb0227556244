import pytest
from django.core.cache import cache

from shared_apps.core.models import Job, TrailEvent
from shared_apps.inquiries.operations import receive_brief, receive_inquiry
from shared_apps.introductions.models import Introduction
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights import requests
from shared_apps.rights.enums import Identity, Kind, Source
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account

EMAIL = "wen@example.com"
WEN = BRIEF | {"email": EMAIL}


@pytest.fixture
def clean_desk(db):
    """No limit is reached, and nothing waits for the worker."""
    cache.clear()
    Job.objects.all().delete()


@pytest.fixture
def staff():
    return make_account("privacy@dialogjewelers.com", name="Ada Privacy", is_staff=True)


@pytest.fixture
def brief():
    return receive_brief(**WEN)


@pytest.fixture
def inquiry():
    return receive_inquiry(**INQUIRY | {"email": EMAIL.upper(), "message": "Call Marguerite on +33 6 12 34 56 78."})


@pytest.fixture
def introduced(brief, jeweler_a, staff):
    """The brief, introduced to Maison Aurelle a while ago."""
    jeweler = Jeweler.objects.get(pk=jeweler_a.id)
    return Introduction.objects.create(
        brief=brief, jeweler=jeweler, introduced_by_id=staff.pk, fields_shared=["name", "email", "location"]
    )


@pytest.fixture
def ask(staff):
    """Return a function that takes in a request of Wen's; known unless told otherwise."""

    def take(*kinds, known=True, **told):
        told = {"emails": [EMAIL], "source": Source.MAIL} | told
        request = requests.receive_request(kinds=kinds or [Kind.ACCESS], by=staff, **told)
        return requests.identify(request, how=Identity.REPLY, note="", by=staff) if known else request

    return take


@pytest.fixture
def trail():
    """Return the events of an object in the controller's trail."""

    def events(obj):
        links = TrailEvent.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
        return list(links.order_by("seq").values_list("event", flat=True))

    return events


@pytest.fixture
def queued():
    """Return the names of the controller's unfinished jobs, oldest first."""
    return lambda: list(Job.objects.order_by("pk").values_list("name", flat=True))
