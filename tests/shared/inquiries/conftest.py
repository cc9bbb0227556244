import pytest
from django.core.cache import cache

from shared_apps.core.models import Job, TrailEvent
from shared_apps.inquiries import operations
from tests.support.people import make_account

BRIEF = {
    "piece": "engagement",
    "occasion": "proposal",
    "budget": "to_100",
    "timing": "six_weeks",
    "location": "Lisbon, Portugal",
    "preferences": "Platinum, and nothing that catches on gloves",
    "name": "Wen Li",
    "email": "wen@example.com",
    "phone": "+852 5555 0199",
    "contact_preference": "discreet_email",
}
INQUIRY = {
    "name": "Marguerite Duval",
    "email": "marguerite@example.com",
    "company": "Duval & Fille",
    "role": "Owner",
    "message": "We are two at the bench.",
}


@pytest.fixture(autouse=True)
def clean_desk(db):
    """No limit is reached, and nothing waits for the worker."""
    cache.clear()
    Job.objects.all().delete()


@pytest.fixture
def brief(db):
    made = operations.receive_brief(**BRIEF)
    Job.objects.all().delete()
    return made


@pytest.fixture
def inquiry(db):
    made = operations.receive_inquiry(**INQUIRY)
    Job.objects.all().delete()
    return made


@pytest.fixture
def staff(db):
    return make_account("concierge@dialogjewelers.com", name="Ada Concierge", is_staff=True)


@pytest.fixture
def queued():
    """Return the controller's unfinished jobs, oldest first."""
    return lambda: list(Job.objects.order_by("pk").values_list("name", "arguments"))


@pytest.fixture
def trail():
    """Return the events of an object in the controller's trail."""

    def events(obj):
        links = TrailEvent.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk)
        return list(links.order_by("seq").values_list("event", "actor_kind"))

    return events
