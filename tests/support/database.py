"""The tests' databases: one base a migration state, kept between runs; a copy of its own for every process."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from shared_apps.tenancy.bootstrap import BOOTSTRAP_SQL, prepare_database
from shared_apps.tenancy.names import Logins
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR

ROOT = Path(__file__).resolve().parents[2]
LOCK = 5_550_142_001
# What the settings say of pools, before the tests take them away.
BASE: list[str] = []
POOLS: dict[str, dict[str, int] | None] = {}
COPY = re.compile(r"\Atest_(?P<pid>\d+)_\w+\Z")


def superuser(name: str = "postgres") -> psycopg.Connection:
    return psycopg.connect(os.environ["DIALOG_SUPERUSER_DSN"], dbname=name, autocommit=True)


def use(name: str) -> None:
    """Point both aliases, in every thread to come, at a database; tests keep their connections and need no pool."""
    for alias in (CONTROLLER, PROCESSOR):
        connections[alias].close()
        settings.DATABASES[alias]["NAME"] = name
        POOLS.setdefault(alias, settings.DATABASES[alias]["OPTIONS"].pop("pool", None))
        settings.DATABASES[alias]["CONN_MAX_AGE"] = None
    os.environ["DATABASE_NAME"] = name


def prepare(name: str) -> None:
    passwords = {key: os.environ[f"DATABASE_{key.upper()}_PASSWORD"] for key in ("owner", "controller", "processor")}
    logins = Logins(
        settings.DATABASE_OWNER["USER"],
        settings.DATABASES[CONTROLLER]["USER"],
        settings.DATABASES[PROCESSOR]["USER"],
    )
    prepare_database(os.environ["DIALOG_SUPERUSER_DSN"], name, passwords, logins=logins)


def state_digest() -> str:
    """Hash whatever decides how a migrated database looks."""
    digest = hashlib.sha256()
    files = [*ROOT.glob("*/*/migrations/*.py"), BOOTSTRAP_SQL, *(ROOT / "shared_apps/tenancy").glob("*.py")]
    for path in sorted(files):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for model in apps.get_models():
        digest.update(f"{model._meta.label}{getattr(model, 'append_only', False) is True}".encode())
    return digest.hexdigest()[:10]


@contextmanager
def one_at_a_time() -> Iterator[psycopg.Connection]:
    with superuser() as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        yield connection


def make_copy(worker: str) -> str:
    """Return the name of a fresh database of this process, migrated, without any jeweler."""
    base, copy = f"base_{state_digest()}", f"test_{os.getpid()}_{worker}"
    BASE.append(base)
    with one_at_a_time() as connection:
        sweep(connection, keep=base)
        if base not in databases(connection):
            _make_base(connection, base)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(copy), sql.Identifier(base)))
        prepare(copy)
    use(copy)
    return copy


@contextmanager
def another_copy(label: str) -> Iterator[str]:
    """Make one more migrated database and drop it afterwards; the settings stay where they are."""
    # The files may have changed since this process began; its own base is still there.
    base, name = BASE[0], f"test_{os.getpid()}_{label}"
    with superuser() as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(base)))
    prepare(name)
    try:
        yield name
    finally:
        with superuser() as connection:
            drop(connection, name)


def _make_base(connection: psycopg.Connection, base: str) -> None:
    unfinished = "base_unfinished"
    drop(connection, unfinished)
    prepare(unfinished)
    use(unfinished)
    call_command("migrate_schemas", verbosity=0, skip_checks=True)
    call_command("sync_registers", verbosity=0, skip_checks=True)
    for alias in connections:
        connections[alias].close()
    connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (unfinished, base))))


def databases(connection: psycopg.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT datname FROM pg_database").fetchall()]


def sweep(connection: psycopg.Connection, *, keep: str) -> None:
    """Drop what killed runs and older migration states have left behind."""
    aged = """SELECT datname FROM pg_database WHERE datname LIKE 'base\\_%%' AND datname <> %s
        AND (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '2 hours'"""
    old = {row[0] for row in connection.execute(aged, [keep]).fetchall()}
    for name in databases(connection):
        copy = COPY.match(name)
        if name in old or (copy and not Path(f"/proc/{copy['pid']}").exists()):
            drop(connection, name)


def drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    pattern = name.replace("_", r"\_") + r"\_t\_%"
    for (role,) in connection.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [pattern]).fetchall():
        connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


class Snapshot:
    """The rows of a database at one moment, to come back to after a test that committed."""

    def __init__(self, name: str) -> None:
        self.name = name
        with superuser(name) as connection:
            self.rows = {table: self._read(connection, table) for table in self._tables(connection)}
        self.schemas = {schema for schema, _table in self.rows}

    def restore(self) -> None:
        """Empty every table, put the rows back, drop schemas and roles made since."""
        with superuser(self.name) as connection, connection.transaction():
            connection.execute("SET LOCAL session_replication_role = replica")
            for schema in self._schemas(connection) - self.schemas:
                connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(sql.Identifier(schema)))
                connection.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(f"{self.name}_{schema}")))
            for table in self._tables(connection):
                if self._read(connection, table) != self.rows.get(table, b""):
                    self._write(connection, table)

    def _write(self, connection: psycopg.Connection, table: tuple[str, str]) -> None:
        identifier = sql.Identifier(*table)
        connection.execute(sql.SQL("DELETE FROM {}").format(identifier))
        with connection.cursor() as cursor, cursor.copy(sql.SQL("COPY {} FROM STDIN").format(identifier)) as copy:
            copy.write(self.rows.get(table, b""))

    @staticmethod
    def _read(connection: psycopg.Connection, table: tuple[str, str]) -> bytes:
        with connection.cursor() as cursor:
            statement = sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(*table))
            with cursor.copy(statement) as copy:
                return b"".join(bytes(chunk) for chunk in copy)

    @staticmethod
    def _schemas(connection: psycopg.Connection) -> set[str]:
        query = r"SELECT nspname FROM pg_namespace WHERE nspname = 'public' OR nspname ~ '^t_[0-9a-f]{32}$'"
        return {row[0] for row in connection.execute(query).fetchall()}

    @classmethod
    def _tables(cls, connection: psycopg.Connection) -> list[tuple[str, str]]:
        query = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname = ANY(%s) ORDER BY 1, 2"
        schemas = list(cls._schemas(connection))
        return [(row[0], row[1]) for row in connection.execute(query, [schemas]).fetchall()]
