"""One running system for all journeys, the people before it, and the post it sends."""

import pytest

from tests.journeys.people import People
from tests.journeys.stack import Stack


@pytest.fixture(scope="session")
def stack(tmp_path_factory):
    system = Stack(tmp_path_factory.mktemp("journeys"))
    try:
        system.start()
        yield system
    finally:
        system.stop()


@pytest.fixture(scope="session")
def sessions():
    """Return the cookies of who has signed in already, by name."""
    return {}


@pytest.fixture
def people(stack, chromium, sessions):
    """The people of one test; at its end no browser of theirs has complained."""
    found = People(stack, chromium, sessions)
    yield found
    complaints = found.complaints()
    found.leave()
    assert complaints == []
