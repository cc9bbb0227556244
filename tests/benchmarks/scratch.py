"""The benchmarks' own ground: databases, schemas, objects that are gone afterwards, roles and messages included."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.db import connections
from psycopg import sql

from config.celery import app as celery
from shared_apps.stack.postgres import binary
from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.provisioning import prepare_spare
from shared_apps.tenancy.tenants import CONTROLLER
from tests.benchmarks.timing import elapsed, note
from tests.support import database
from tests.support.jewelers import forget_everything

HANDS = 2


@contextmanager
def ground() -> Iterator[None]:
    """Make the migrated database that all others are copied from; take every trace away at the end."""
    name = database.make_copy("bench")
    settings.CACHES["default"] |= {"KEY_PREFIX": name}
    celery.conf.broker_transport_options = {**celery.conf.broker_transport_options, "global_keyprefix": f"{name}:"}
    try:
        yield
    finally:
        close_connections()
        for address in (settings.BROKER_URL, settings.CACHES["default"]["LOCATION"]):
            forget_keys(address, f"*{name}:*")
        with database.one_at_a_time() as connection:
            database.drop(connection, name)


def forget_keys(address: str, pattern: str) -> None:
    with redis.Redis.from_url(address) as client:
        for key in list(client.scan_iter(match=pattern, count=1000)):
            client.delete(key)


@contextmanager
def installation(label: str) -> Iterator[str]:
    """Work on a migrated database of its own, without jewelers; it and its roles are dropped afterwards."""
    before = settings.DATABASES[CONTROLLER]["NAME"]
    with database.another_copy(label) as name:
        database.use(name)
        forget_everything()
        try:
            yield name
        finally:
            close_connections()
            database.use(before)
            forget_everything()


@contextmanager
def blank(label: str) -> Iterator[str]:
    """Make an empty database for somebody else's settings; dropped afterwards."""
    name = f"test_{os.getpid()}_{label}"
    database.prepare(name)
    try:
        yield name
    finally:
        with database.superuser() as connection:
            database.drop(connection, name)


def close_connections() -> None:
    for alias in connections:
        connections[alias].close()


def fill(wanted: int) -> None:
    """Bring the current installation to so many schemas, by the product's own provisioning."""
    missing = wanted - TenantSchema.objects.count()

    def work(count: int) -> None:
        try:
            for _ in range(count):
                prepare_spare()
        finally:
            close_connections()

    if missing > 0:
        note(f"making {missing} schemas")
        shares = [missing // HANDS] * HANDS
        shares[0] += missing % HANDS
        with ThreadPoolExecutor(HANDS) as pool:
            list(pool.map(work, shares))


def program(name: str, *arguments: str, database_name: str) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's own programs as the superuser; its errors raise."""
    dsn = urlsplit(os.environ["DIALOG_SUPERUSER_DSN"])
    place = {"PGHOST": dsn.hostname or "", "PGPORT": str(dsn.port), "PGUSER": dsn.username or ""}
    place |= {"PGPASSWORD": dsn.password or "", "PGDATABASE": database_name}
    command = [str(binary(name)), *arguments]
    done = subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr.strip()[:500]}")
    return done


def psql(text: str, name: str, folder: str, *, single: bool = True) -> float:
    """Replay statements by psql from a file, by default in one transaction; return the seconds it took."""
    script = Path(folder) / "replay.sql"
    script.write_text(text)
    options = ["-X", "-q", *(["-1"] if single else []), "-v", "ON_ERROR_STOP=1", "-f", str(script)]
    return elapsed(lambda: program("psql", *options, database_name=name))


@contextmanager
def folder() -> Iterator[str]:
    """Make a folder on the disk the embedded services use, so that nobody has the faster one."""
    with TemporaryDirectory(dir=settings.VAR_DIR, prefix="bench-") as path:
        yield path


def slug_of(number: int) -> str:
    """Return a slug for a number that resembles no other: no digits, none of the letters that look alike."""
    letters = "".join("abcdefgh"[int(digit)] for digit in f"{number:04o}")
    return f"bench-{letters}"


def only(statement: str, name: str, *values: object) -> list[tuple]:
    """Run one statement as the superuser in a database."""
    with database.superuser(name) as connection:
        cursor = connection.execute(sql.SQL(statement), values or None)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []
