"""The world the tests of all addresses look at: made once, put back for each module, every request in it undone."""

import pytest

from tests.arch import world as making


@pytest.fixture(scope="session")
def made_world(django_db_setup, django_db_blocker, request):
    """One of everything at two jewelers, with the rows and objects that make it up; nothing of it stays in place."""
    from tests.conftest import SNAPSHOT
    from tests.support.database import Snapshot
    from tests.support.jewelers import OPENED, forget_everything

    before = request.config.stash[SNAPSHOT]
    with django_db_blocker.unblock():
        forget_everything()
        world = making.build(OPENED["maison-aurelle"], OPENED["atelier-bellamy"])
        rows, kept = Snapshot(before.name), making.stored(world)
        making.clear(world)
        forget_everything()
        close_connections()
        before.restore()
    return world, rows, kept


@pytest.fixture(scope="module")
def world(made_world, django_db_blocker, request):
    """The world, committed, everyone freshly signed in; afterwards every row is as it was."""
    from tests.conftest import SNAPSHOT
    from tests.support.jewelers import forget_everything

    world, rows, kept = made_world
    with django_db_blocker.unblock():
        close_connections()
        rows.restore()
        making.store(world, kept)
        forget_everything()
        making.sign_in_everyone(world)
        forget_everything()
    yield world
    with django_db_blocker.unblock():
        making.clear(world)
        forget_everything()
        close_connections()
        request.config.stash[SNAPSHOT].restore()


def close_connections():
    from django.db import connections

    for alias in connections:
        connections[alias].close()
