import pytest

from shared_apps.core.models import Job
from shared_apps.inquiries.operations import receive_brief
from shared_apps.introductions.operations import edit_profile, propose
from shared_apps.introductions.tokens import token_of
from shared_apps.tenancy.context import jeweler_context
from tenant_apps.clients.models import Lead
from tests.shared.inquiries.conftest import BRIEF, clean_desk, queued, staff, trail

__all__ = ["clean_desk", "queued", "staff", "trail"]

PROFILE = {
    "pieces": ["engagement", "wedding"],
    "specialisms": ["bridal"],
    "budgets": ["to_100", "to_250"],
    "styles": ["minimal"],
    "languages": ["en", "yue"],
    "city": "Lisbon",
    "lead_weeks": 5,
    "capacity": 4,
    "registration": "A",
    "registration_number": "A-B-26-04-00001",
    "registration_expires_on": None,
    "anonymous_text": "Two at one bench, with a love of plain gold.",
    "anonymous_text_zh": "兩人一工作台，鍾愛素金。",
    "shown_text": "Above Hollywood Road since 1998.",
}


def clear_jobs():
    Job.objects.all().delete()


def received(**changes):
    made = receive_brief(**BRIEF | changes)
    clear_jobs()
    return made


@pytest.fixture
def brief(db):
    """A brief whose person asked on the form to be introduced directly."""
    return received(wants_direct_introduction=True)


@pytest.fixture
def asking_brief(db):
    """A brief whose person wants to be asked first."""
    return received()


def give_profile(jeweler, staff, **changes):
    from datetime import date

    return edit_profile(jeweler.id, by=staff, **PROFILE | {"registration_expires_on": date(2030, 1, 1)} | changes)


@pytest.fixture
def profiles(jeweler_a, jeweler_b, staff):
    """Both houses, with profiles that can be shown."""
    return [give_profile(jeweler, staff) for jeweler in (jeweler_a, jeweler_b)]


@pytest.fixture
def proposal(asking_brief, profiles, jeweler_a, jeweler_b, staff):
    """Both houses put to the person: Maison Aurelle first."""
    made = propose(asking_brief, [jeweler_a.id, jeweler_b.id], by=staff)
    clear_jobs()
    return made


@pytest.fixture
def token(proposal):
    return token_of(proposal.pk)


@pytest.fixture
def leads_of():
    def read(jeweler, *fields):
        with jeweler_context(jeweler):
            return list(Lead.objects.order_by("pk").values_list(*(fields or ("name", "state"))))

    return read
