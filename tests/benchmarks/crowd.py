"""One database with 2,000 schemas: made once a run, shared by the benchmarks that ask what so many cost."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.conf import settings

from shared_apps.tenancy.tenants import CONTROLLER
from tests.benchmarks import scratch
from tests.support import database
from tests.support.jewelers import forget_everything

# Smaller for a quick look; the results say what was run.
CROWD = int(os.environ.get("BENCH_CROWD", "2000"))

_kept = ExitStack()
_name: list[str] = []


@contextmanager
def working_there() -> Iterator[str]:
    """Point this process at the crowded database, made empty at first use; `scratch.fill` fills it."""
    if not _name:
        _name.append(_kept.enter_context(database.another_copy("crowd")))
    before = settings.DATABASES[CONTROLLER]["NAME"]
    database.use(_name[0])
    forget_everything()
    try:
        yield _name[0]
    finally:
        scratch.close_connections()
        database.use(before)
        forget_everything()


@contextmanager
def kept() -> Iterator[None]:
    """Drop the crowd, if there was one, at the end of the run."""
    with _kept:
        yield
        _name.clear()
