"""The end of a jeweler's schema: frozen while its owner may still think again, counted, and looked for afterwards."""

from __future__ import annotations

from typing import Any

import psycopg
from django.conf import settings
from psycopg import sql

from shared_apps.core.db import PROCESSOR
from shared_apps.tenancy.names import role_for
from shared_apps.tenancy.owner import owner_connection

WRITES = ("INSERT", "UPDATE", "DELETE")

# What must still be written while everything else stands still: the export of a leaving jeweler, its job and its trail.
STILL_WRITABLE = ("audit_job", "audit_trailhead", "audit_trailevent", "audit_trailpayload", "privacy_export")

Grants = list[list[str]]


def freeze_schema(schema: str) -> Grants:
    """Take every write right from the jeweler's role; return what was taken. Doing it twice returns nothing more."""
    role = _role(schema)
    with owner_connection() as connection, connection.transaction():
        taken = [
            [table, privilege]
            for table, privilege in connection.execute(
                "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
                " WHERE table_schema = %s AND grantee = %s AND privilege_type = ANY(%s) AND NOT table_name = ANY(%s)"
                " ORDER BY 1, 2",
                [schema, role, list(WRITES), list(STILL_WRITABLE)],
            )
        ]
        for table, privilege in taken:
            _say(connection, "REVOKE {} ON {} FROM {}", privilege, (schema, table), role=role)
    return taken


def thaw_schema(schema: str, grants: Grants) -> None:
    """Give back what ``freeze_schema`` took."""
    with owner_connection() as connection, connection.transaction():
        for table, privilege in grants:
            _say(connection, "GRANT {} ON {} TO {}", privilege, (schema, table), role=_role(schema))


def _say(
    connection: psycopg.Connection[Any], statement: str, privilege: str, table: tuple[str, str], *, role: str
) -> None:
    if privilege not in WRITES:
        raise ValueError(f"Not a write privilege: {privilege!r}")
    target = sql.Identifier(*table)
    connection.execute(sql.SQL(statement).format(sql.SQL(privilege), target, sql.Identifier(role)))


def count_rows(schema: str) -> dict[str, int]:
    """Return the number of rows of every table of a schema; empty when the schema is gone."""
    with owner_connection() as connection:
        return {
            table: _count(connection, schema, table)
            for (table,) in connection.execute(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = to_regnamespace(%s) ORDER BY 1",
                [schema],
            ).fetchall()
        }


def _count(connection: psycopg.Connection[Any], schema: str, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))).fetchone()
    return row[0] if row else 0


def remains(schema: str) -> list[str]:
    """Return what is still there of a schema and its role; empty after a drop."""
    with owner_connection() as connection:
        found = connection.execute(
            "SELECT 'schema' FROM pg_namespace WHERE nspname = %s"
            " UNION ALL SELECT 'role' FROM pg_roles WHERE rolname = %s",
            [schema, _role(schema)],
        ).fetchall()
    return [kind for (kind,) in found]


def _role(schema: str) -> str:
    return role_for(schema, settings.DATABASES[PROCESSOR]["NAME"])
