import pytest
from django.core.cache import cache

from shared_apps.core.models import Job
from shared_apps.inquiries import operations
from tests.shared.inquiries.conftest import BRIEF, INQUIRY


@pytest.fixture(autouse=True)
def clean_desk(db):
    """No limit is reached, and nothing waits for the worker."""
    cache.clear()
    Job.objects.all().delete()


@pytest.fixture
def brief(db):
    return operations.receive_brief(**BRIEF)


@pytest.fixture
def inquiry(db):
    return operations.receive_inquiry(**INQUIRY)


@pytest.fixture
def staff(staff_client):
    return staff_client()
