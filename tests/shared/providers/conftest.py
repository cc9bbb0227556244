from datetime import UTC, datetime

import pytest

from shared_apps.core.models import Job
from shared_apps.notices.models import Delivery, DeliveryState
from shared_apps.providers import operations
from tests.support.people import make_account, make_member

POST = {
    "name": "Northern Post",
    "legal_entity": "Northern Post Inc.",
    "category": "mail",
    "purposes": ["mail"],
    "data_categories": ["P11", "P13"],
    "locations": ["HK", "US"],
    "transfer_mechanism": "rmc",
    "contract_on": "2036-06-01",
    "contract_sha256": "a" * 64,
    "evidence_on": "2036-05-01",
    "review_on": "2037-11-01",
    "hosts": ["mail.example.com"],
}
# A morning in Hong Kong; 30 days later is the last day to object.
TODAY = datetime(2036, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def today(db, time_machine):
    time_machine.move_to(TODAY, tick=False)


@pytest.fixture
def ada(db):
    return make_account("ada@dialogjewelers.com", name="Ada", is_staff=True)


@pytest.fixture
def ben(db):
    return make_account("ben@dialogjewelers.com", name="Ben", is_staff=True)


@pytest.fixture
def owners(jeweler_a, jeweler_b):
    return make_member(jeweler_a, "owner"), make_member(jeweler_b, "owner")


@pytest.fixture
def tenants(jeweler_a, jeweler_b):
    return jeweler_a, jeweler_b


@pytest.fixture
def post(ada):
    """A provider entered and complete, of which nobody was told yet."""
    return operations.enter_provider("post", POST, by=ada)


@pytest.fixture
def change(post):
    return post.changes.get()


def deliver_all(state=DeliveryState.SENT):
    """Let every waiting notice arrive, or come back."""
    Delivery.objects.filter(state=DeliveryState.WAITING).update(state=state, sent_at=datetime.now(UTC))
    Job.objects.filter(name="notices.deliver").delete()


def activated(change, *, by, time_machine, days=31):
    """Bring a change through its window."""
    operations.give_change_notice(change, by=by)
    deliver_all()
    time_machine.shift(days * 86400)
    operations.activate_change(change, by=by)
    change.refresh_from_db()
    change.provider.refresh_from_db()
    return change.provider
