"""The world the tests of all addresses look at: committed once a module, every request in it undone."""

import pytest

from tests.arch import world as making


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, request):
    """One of everything at two jewelers; afterwards every row is as it was."""
    from tests.conftest import SNAPSHOT
    from tests.support.jewelers import OPENED, forget_everything

    with django_db_blocker.unblock():
        forget_everything()
        built = making.build(OPENED["maison-aurelle"], OPENED["atelier-bellamy"])
        forget_everything()
    yield built
    with django_db_blocker.unblock():
        making.clear(built)
        forget_everything()
        close_connections()
        request.config.stash[SNAPSHOT].restore()


def close_connections():
    from django.db import connections

    for alias in connections:
        connections[alias].close()
