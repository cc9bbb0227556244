"""Real services, one base database a migration state, a copy for every process, two jewelers in it.

- `jeweler_a`, `jeweler_b`: tenants (Maison Aurelle, Atelier Bellamy); both halves are wrapped in a transaction.
- `in_jeweler_a`: the same, already working as jeweler A.
- `committed_db`: nothing is wrapped (threads, processes, on_commit); everything committed is taken back afterwards.
- `client_as("owner")`, `staff_client()`, `app_client()`, `member_as("sales")`: people, see `tests.support.people`.
- `own_database`: a second migrated database, for tests that change schemas.
- `the_border_is_tested`: lets a test send statements the guard would refuse, to see the database refuse them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections
from django.db.backends.signals import connection_created

from shared_apps.stack.testing import services
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR, Tenant
from tests.support.browser import chromium
from tests.support.guard import Guard
from tests.support.people import app_client, client_as, member_as, staff_client
from tests.support.sockets import guarded

__all__ = ["app_client", "chromium", "client_as", "member_as", "staff_client"]

BOTH_HALVES = [PROCESSOR, CONTROLLER]
NEED_DATABASE = {"db", "jeweler_a", "jeweler_b", "in_jeweler_a", "in_jeweler_b"}

GUARD = Guard()


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each file to one process, and all journeys to one: what a file sets up is set up once."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            path = nodeid.partition("::")[0]
            return "tests/journeys" if path.startswith("tests/journeys/") else path

    return ByFile(config, log)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give every test that asks for the database both halves of it."""
    names = set(getattr(item, "fixturenames", ()))
    if names & NEED_DATABASE and "committed_db" not in names and not item.get_closest_marker("django_db"):
        item.add_marker(pytest.mark.django_db(databases=BOTH_HALVES))


@pytest.fixture(scope="session")
def embedded() -> Iterator[dict[str, str]]:
    """Run PostgreSQL, Valkey and S3 for the whole session; their addresses as environment variables."""
    with services() as environment:
        for name, value in environment.items():
            os.environ.setdefault(name, value)
        yield environment


@pytest.fixture(scope="session")
def django_db_setup(embedded, request, django_db_blocker):
    """Replace pytest-django's own set-up: the logins of the halves may not create databases."""
    from tests.support import database
    from tests.support.jewelers import open_both

    connection_created.connect(GUARD.install)
    with django_db_blocker.unblock():
        name = database.make_copy(getattr(request.config, "workerinput", {}).get("workerid", "main"))
        settings.CACHES["default"] |= {"KEY_PREFIX": name, "BACKEND": "tests.support.cache.OwnKeys"}
        if caches.all(initialized_only=True):
            # Start-up has already opened it, without the prefix.
            del caches["default"]
        from config.celery import app

        # Several sessions share the embedded queue; none may read another's messages.
        app.conf.broker_transport_options = {
            **app.conf.broker_transport_options,
            "global_keyprefix": f"{name}:",
        }
        open_both()
        request.config.stash[SNAPSHOT] = database.Snapshot(name)
    yield
    with django_db_blocker.unblock():
        for alias in connections:
            connections[alias].close()
        with database.one_at_a_time() as connection:
            database.drop(connection, name)


SNAPSHOT = pytest.StashKey()


@pytest.fixture(scope="session", autouse=True)
def nothing_leaves_this_machine() -> Iterator[None]:
    """Fail whatever would connect to, or look up, another machine."""
    with guarded():
        yield


@pytest.fixture(autouse=True)
def fresh_process_state() -> Iterator[None]:
    """No test inherits a jeweler or a remembered host from the one before."""
    from tests.support.jewelers import forget_everything

    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker, request) -> Iterator[None]:
    """Commit for real; afterwards every row, schema and role is as it was."""
    with django_db_blocker.unblock():
        yield
        from tests.support.jewelers import forget_everything

        forget_everything()
        for alias in connections:
            connections[alias].close()
        request.config.stash[SNAPSHOT].restore()


@pytest.fixture
def own_database(django_db_setup, django_db_blocker) -> Iterator[str]:
    """Give the test a migrated database of its own, without jewelers, for what changes more than rows."""
    from tests.support import database

    with django_db_blocker.unblock():
        before = settings.DATABASES[CONTROLLER]["NAME"]
        with database.another_copy("own") as name:
            database.use(name)
            try:
                yield name
            finally:
                database.use(before)


@pytest.fixture
def jeweler_a(django_db_setup) -> Tenant:
    """Maison Aurelle."""
    from tests.support.jewelers import OPENED

    return OPENED["maison-aurelle"]


@pytest.fixture
def jeweler_b(django_db_setup) -> Tenant:
    """Atelier Bellamy, who must never see anything of Maison Aurelle."""
    from tests.support.jewelers import OPENED

    return OPENED["atelier-bellamy"]


@pytest.fixture
def in_jeweler_a(jeweler_a) -> Iterator[Tenant]:
    from shared_apps.tenancy.context import jeweler_context

    with jeweler_context(jeweler_a):
        yield jeweler_a


@pytest.fixture
def in_jeweler_b(jeweler_b) -> Iterator[Tenant]:
    from shared_apps.tenancy.context import jeweler_context

    with jeweler_context(jeweler_b):
        yield jeweler_b


@pytest.fixture
def guard() -> Guard:
    return GUARD


@pytest.fixture
def the_border_is_tested() -> Iterator[None]:
    with GUARD.off():
        yield
