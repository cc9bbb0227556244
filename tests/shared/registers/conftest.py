from datetime import date

import pytest
from django.core.cache import cache

from shared_apps.core.models import Job
from shared_apps.inquiries import operations as inquiries
from shared_apps.registers.operations.disclosures import propose_disclosure
from tests.shared.inquiries.conftest import BRIEF, INQUIRY
from tests.support.people import make_account

PAPER = "ab" * 32


@pytest.fixture(autouse=True)
def clean_desk(db):
    """No limit is reached, and nothing waits for the worker."""
    cache.clear()
    Job.objects.all().delete()


@pytest.fixture
def ada(db):
    return make_account("ada@dialogjewelers.com", name="Ada Concierge", is_staff=True)


@pytest.fixture
def ben(db):
    return make_account("ben@dialogjewelers.com", name="Ben Counsel", is_staff=True)


@pytest.fixture
def briefs(db):
    """Return two briefs and an inquiry: one person's, and another's."""
    made = [
        inquiries.receive_brief(**BRIEF | {"email": "wen@example.com", "name": "Wen Li"}),
        inquiries.receive_brief(**BRIEF | {"email": "other@example.com", "name": "Somebody Else"}),
        inquiries.receive_inquiry(**INQUIRY | {"email": "wen@example.com", "name": "Wen Li"}),
    ]
    Job.objects.all().delete()
    return made


@pytest.fixture
def propose(ada):
    """Return a proposer of disclosures by Ada: of our own data about Wen Li unless told otherwise."""

    def make(**changes):
        told = {
            "requester": "District Court",
            "legal_basis": "Order of 3 November 2026",
            "document_sha256": PAPER,
            "data_class": "ours",
            "jeweler_id": None,
            "subjects": ["wen@example.com"],
            "fields": ["inquiries.brief.name", "inquiries.brief.phone"],
            "since": date(2020, 1, 1),
            "until": date(2099, 1, 1),
            "untold_because": "",
            "by": ada,
        }
        return propose_disclosure(**told | changes)

    return make


@pytest.fixture
def queued():
    """Return the names of the controller's unfinished jobs."""
    return lambda: sorted(Job.objects.values_list("name", flat=True))
