import os

import psycopg
import pytest

from shared_apps.tenancy.bootstrap import prepare_database
from shared_apps.tenancy.names import (
    Logins,
    checked_database,
    checked_schema,
    role_for,
    schema_for,
    tenant_path,
)
from tests.support.database import drop, superuser

LOGINS = Logins("boot_owner", "boot_controller", "boot_processor")
PASSWORDS = {"owner": "one", "controller": "two", "processor": "three'; --"}


@pytest.fixture
def prepared(django_db_setup):
    name = f"boot_{os.getpid()}"
    prepare_database(os.environ["DIALOG_SUPERUSER_DSN"], name, PASSWORDS, logins=LOGINS)
    yield name
    with superuser() as connection:
        drop(connection, name)
        for login in (LOGINS.owner, LOGINS.controller, LOGINS.processor):
            connection.execute(f"DROP OWNED BY {login} CASCADE; DROP ROLE {login}")


def log_in(name, key):
    login = getattr(LOGINS, key)
    dsn = os.environ["DIALOG_SUPERUSER_DSN"]
    return psycopg.connect(dsn, dbname=name, user=login, password=PASSWORDS[key], autocommit=True)


def test_every_login_has_its_own_narrow_place(prepared):
    query = "SELECT current_setting('search_path'), current_setting('statement_timeout'), current_setting('TimeZone')"
    found = {}
    for key in PASSWORDS:
        with log_in(prepared, key) as connection:
            found[key] = connection.execute(query).fetchone()
    assert found == {
        "owner": ("public", "0", "UTC"),
        "controller": ("public", "15s", "UTC"),
        "processor": ("pg_temp", "15s", "UTC"),
    }


@pytest.mark.parametrize("key", ["controller", "processor"])
@pytest.mark.parametrize(
    "statement",
    [
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (i int)",
        "CREATE TEMP TABLE mine (i int)",
        "CREATE ROLE mine",
        "SELECT set_config('role', 'none', false)",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, 'x')",
        "DO $$ BEGIN END $$",
        "SET ROLE boot_owner",
    ],
)
def test_the_logins_of_the_halves_may_make_nothing(prepared, key, statement):
    with log_in(prepared, key) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


def test_a_stranger_may_not_connect(prepared):
    with superuser() as connection:
        connection.execute("CREATE ROLE boot_stranger LOGIN PASSWORD 'x'")
        try:
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(os.environ["DIALOG_SUPERUSER_DSN"], dbname=prepared, user="boot_stranger", password="x")
        finally:
            connection.execute("DROP ROLE boot_stranger")


def test_preparing_again_changes_passwords_and_nothing_else(prepared):
    with log_in(prepared, "owner") as connection:
        connection.execute("CREATE TABLE public.kept (i int)")
    prepare_database(os.environ["DIALOG_SUPERUSER_DSN"], prepared, PASSWORDS | {"controller": "new"}, logins=LOGINS)

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        log_in(prepared, "controller")
    dsn = os.environ["DIALOG_SUPERUSER_DSN"]
    with psycopg.connect(dsn, dbname=prepared, user=LOGINS.controller, password="new") as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_passwords_are_kept_as_scram_hashes(prepared):
    with superuser() as connection:
        rows = connection.execute("SELECT rolpassword FROM pg_authid WHERE rolname LIKE 'boot\\_%'").fetchall()
    assert len(rows) == 3
    assert all(row[0].startswith("SCRAM-SHA-256$") for row in rows)


@pytest.mark.parametrize("name", ["", "Dialog", "1x", "a" * 29, "a-b", "a;b", "a\n"])
def test_a_database_name_that_roles_cannot_carry_is_refused(name):
    with pytest.raises(ValueError, match="database name"):
        checked_database(name)


@pytest.mark.parametrize("schema", ["public", "t_", "t_" + "A" * 32, "t_" + "0" * 31, "t_" + "0" * 32 + "\n", "x"])
def test_a_name_that_is_no_schema_of_ours_is_refused(schema):
    for name in (checked_schema, tenant_path, lambda schema: role_for(schema, "dialog")):
        with pytest.raises(ValueError, match="Not a jeweler's schema"):
            name(schema)


def test_names_fit_what_postgresql_keeps():
    from uuid import uuid4

    assert len(role_for(schema_for(uuid4()), "a" * 28)) <= 63
