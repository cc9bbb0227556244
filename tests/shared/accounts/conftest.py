"""Letters as the worker would open them, and a worker that never leaves the test's transaction."""

import json

import pytest
from django.core.cache import cache

from shared_apps.accounts import letters
from shared_apps.accounts.sealing import open_text
from shared_apps.core.models import Job


@pytest.fixture(autouse=True)
def no_attempts_counted(django_db_setup):
    """Rate limits start anew in every test."""
    cache.clear()


@pytest.fixture
def post_box():
    """Return a reader of the letters queued so far, oldest first; empty ones are None."""

    def read():
        jobs = Job.objects.filter(name="accounts.send_letter").order_by("pk")
        opened = [json.loads(open_text(letters.PURPOSE, job.arguments["sealed"])) for job in jobs]
        return [letter if letter["kind"] else None for letter in opened]

    return read


@pytest.fixture
def queued():
    """Return the names of the controller's unfinished jobs, oldest first."""

    def names():
        return list(Job.objects.order_by("pk").values_list("name", flat=True))

    return names


@pytest.fixture
def trail():
    """Return the events of an object in the controller's trail."""
    from shared_apps.core.models import TrailEvent

    def events(obj):
        links = TrailEvent.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("seq")
        return list(links.values_list("event", flat=True))

    return events
