import pytest

from tenant_apps.audit.models import TrailEvent
from tenant_apps.clients.operations import create_client, receive_lead

INTRODUCTION = "0199f0c2-7d3a-7c55-9d3c-2f4f35a1b001"
BRIEF = {
    "name": "Wong Mei-ling",
    "email": "Mei@Example.com",
    "phone": "+852 9123 4567",
    "contact_preference": "phone",
    "piece_type": "Engagement ring",
    "occasion": "Proposal",
    "budget": "50,000 to 100,000",
    "timing": "1 to 2 months",
    "location": "Hong Kong",
    "preferences": "Old cut, yellow gold",
}


@pytest.fixture
def owner(in_jeweler_a, member_as):
    return member_as("owner")


@pytest.fixture
def known_client(owner):
    return create_client(by=owner, display_name="Lee Ka-yan", email="ka-yan@example.com", phone="+852 6123 4567")


@pytest.fixture
def lead(in_jeweler_a):
    return receive_lead(introduction_id=INTRODUCTION, **BRIEF)


@pytest.fixture
def happened():
    """Return a reader of the events since the test began, oldest first."""
    before = set(TrailEvent.objects.values_list("pk", flat=True))
    return lambda: list(TrailEvent.objects.exclude(pk__in=before).order_by("seq").values_list("event", flat=True))
