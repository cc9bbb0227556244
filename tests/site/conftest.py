"""A visitor of the Site, who behaves as a browser does."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.test import Client

from public_site import guards
from shared_apps.core.clock import now

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}

TOLD = {
    "contact": {"name": "Wen Li", "email": "wen@example.com", "company": "", "role": "", "message": "Good day"},
    "find-a-jeweler": {
        "piece": "engagement",
        "occasion": "proposal",
        "budget": "to_100",
        "timing": "six_weeks",
        "location": "Hong Kong",
        "budget_currency": "HKD",
        "needed_on": "",
        "metals": ["platinum"],
        "stones": ["sapphire"],
        "styles": ["art_deco"],
        "preferences": "Nothing that catches on gloves",
        "name": "Wen Li",
        "email": "wen@example.com",
        "phone": "+852 5555 0199",
        "contact_preference": "email",
        "discreet": "on",
        "step": "send",
    },
}


@pytest.fixture(autouse=True)
def empty_cache(db):
    """No test inherits the limits another one reached."""
    cache.clear()


@pytest.fixture
def visitor(db):
    return Client(HTTP_HOST="localhost:8000", HTTP_ACCEPT="text/html")


def stamp(age=10):
    """Return a time-stamp of the Site's forms of this age in seconds."""
    import time_machine

    with time_machine.travel(now() - timedelta(seconds=age), tick=False):
        return guards.new_stamp()


def post(visitor, page, *, headers=SAME_ORIGIN, age=10, prefix="", **changes):
    """Send one of the two forms as a browser would, with changes to what is told."""
    told = TOLD[page] | {"stamp": stamp(age), "homepage": ""} | changes
    body = urlencode({name: value for name, value in told.items() if value is not None}, doseq=True)
    return visitor.post(f"{prefix}/{page}", body, content_type="application/x-www-form-urlencoded", headers=headers)
