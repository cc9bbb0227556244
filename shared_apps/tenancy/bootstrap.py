"""Prepare a database: three logins, the database, its hardening. Needs a superuser, knows no Django."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg
from psycopg import sql

from shared_apps.tenancy.names import NOBODY_PATH, Logins, checked_database

BOOTSTRAP_SQL = Path(__file__).parent / "sql" / "bootstrap.sql"
REQUEST_TIMEOUTS = {
    "statement_timeout": "15s",
    "lock_timeout": "3s",
    "idle_in_transaction_session_timeout": "30s",
}
# Unless the session stands at UTC already, Django sets the time zone through set_config(), and that is revoked.
EVERY_LOGIN = {"timezone": "UTC", "synchronous_commit": "on", "password_encryption": "scram-sha-256"}
_LOCK = 7_305_411_902


def prepare_database(
    superuser_dsn: str, name: str, passwords: Mapping[str, str], *, logins: Logins | None = None
) -> None:
    """Create or refresh logins and database; passwords are keyed owner, controller, processor."""
    names = logins or Logins()
    checked_database(name)
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        # Two first starts at once would both find the roles missing; closing gives the lock back.
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        _prepare_logins(connection, names, passwords)
        _create_database(connection, name, names.owner)
        with psycopg.connect(superuser_dsn, dbname=name, autocommit=True) as inside:
            inside.execute(_bootstrap_sql(name, names))


def _prepare_logins(connection: psycopg.Connection, names: Logins, passwords: Mapping[str, str]) -> None:
    known = {row[0] for row in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    paths = {names.owner: "public", names.controller: "public", names.processor: NOBODY_PATH}
    attributes = {names.owner: "LOGIN NOINHERIT CREATEROLE", names.controller: "LOGIN NOINHERIT"}
    for key in ("owner", "controller", "processor"):
        login = getattr(names, key)
        verb = sql.SQL("ALTER ROLE {}" if login in known else "CREATE ROLE {}").format(sql.Identifier(login))
        connection.execute(
            sql.SQL("{} {} PASSWORD {}").format(
                verb,
                sql.SQL(attributes.get(login, "LOGIN NOINHERIT")),
                sql.Literal(_scram(connection, login, passwords[key])),
            )
        )
        settings = EVERY_LOGIN | {"search_path": paths[login]}
        if key != "owner":
            settings |= REQUEST_TIMEOUTS
        for setting, value in settings.items():
            connection.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(login), sql.Identifier(setting), sql.Literal(value)
                )
            )


def _scram(connection: psycopg.Connection, login: str, password: str) -> str:
    """Hash on this side, so that no password ever stands in a statement the server may log."""
    hashed = connection.pgconn.encrypt_password(password.encode(), login.encode(), b"scram-sha-256")
    return hashed.decode()


def _create_database(connection: psycopg.Connection, name: str, owner: str) -> None:
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        statement = sql.SQL("ALTER DATABASE {} OWNER TO {}")
    else:
        statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
    connection.execute(statement.format(sql.Identifier(name), sql.Identifier(owner)))


def _bootstrap_sql(name: str, names: Logins) -> sql.Composed:
    # The file is ours; only the four names, each checked against a strict pattern, are filled in.
    return sql.SQL(BOOTSTRAP_SQL.read_text()).format(
        database=sql.Identifier(name),
        owner=sql.Identifier(names.owner),
        controller=sql.Identifier(names.controller),
        processor=sql.Identifier(names.processor),
    )


def main() -> int:
    """Prepare a production database: `python -m shared_apps.tenancy.bootstrap DSN`, the rest from DATABASE_*."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("dsn", help="superuser connection string, for example 'host=db user=postgres'")
    options = parser.parse_args()
    keys = {key: f"DATABASE_{key.upper()}" for key in ("owner", "controller", "processor")}
    missing = [f"{key}_PASSWORD" for key in keys.values() if not os.environ.get(f"{key}_PASSWORD")]
    if missing:
        sys.stderr.write(f"Set {', '.join(missing)} first.\n")
        return 1
    defaults = Logins()
    logins = Logins(**{key: os.environ.get(f"{env}_USER", getattr(defaults, key)) for key, env in keys.items()})
    passwords = {key: os.environ[f"{env}_PASSWORD"] for key, env in keys.items()}
    prepare_database(options.dsn, os.environ.get("DATABASE_NAME", "dialog"), passwords, logins=logins)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
