"""What a jeweler's role may do in its schema, and what nobody may do to append-only tables."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import models

from shared_apps.tenancy.names import checked_schema
from shared_apps.tenancy.router import alias_of
from shared_apps.tenancy.tenants import PROCESSOR


def append_only_tables(alias: str) -> list[str]:
    """Return the tables of one half whose models say `append_only = True`."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if getattr(model, "append_only", False) is True and alias_of(model._meta.app_label) == alias
    )


def forgettable_references(alias: str) -> list[tuple[str, str]]:
    """Return (table, column) of what append-only rows point to and may outlive: a person who is deleted, say."""
    return sorted(
        (model._meta.db_table, str(field.column))
        for model in apps.get_models()
        if getattr(model, "append_only", False) is True and alias_of(model._meta.app_label) == alias
        for field in model._meta.concrete_fields
        if field.remote_field is not None and field.remote_field.on_delete is models.SET_NULL
    )


def processor_login() -> str:
    return str(settings.DATABASES[PROCESSOR]["USER"])


def role_sql(role: str) -> str:
    """Make a jeweler's role: it cannot log in, and the processor login may only step into it."""
    return f"CREATE ROLE {role} NOLOGIN NOINHERIT;\n{admit_sql(role)}"


def admit_sql(role: str) -> str:
    return f"GRANT {role} TO {processor_login()} WITH INHERIT FALSE, SET TRUE;\n"


def shut_out_sql(role: str) -> str:
    """Let nobody step into the role any more: an archived jeweler's tables answer to the owner alone."""
    return f"REVOKE {role} FROM {processor_login()};\n"


def schema_sql(schema: str, role: str) -> str:
    """Give rights before the tables exist: granting on all tables afterwards scans the whole catalog."""
    return (
        f"GRANT USAGE ON SCHEMA {schema} TO {role};\n"
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};\n"
    )


def withheld_sql(schema: str, role: str, tables: Iterable[str]) -> str:
    """Withhold what the default privileges gave too much of; safe to repeat."""
    checked_schema(schema)
    lines = [f"REVOKE INSERT, UPDATE, DELETE ON {schema}.django_migrations FROM {role};\n"]
    lines += [f"REVOKE UPDATE, DELETE ON {schema}.{table} FROM {role};\n" for table in tables]
    return "".join(lines)


_TOO_MUCH = """
SELECT DISTINCT n.nspname
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
 CROSS JOIN aclexplode(c.relacl) held
  JOIN pg_roles r ON r.oid = held.grantee AND r.rolname = current_database() || '_' || n.nspname
 WHERE n.nspname = ANY(%(schemas)s) AND c.relkind = 'r'
   AND ((c.relname = ANY(%(tables)s) AND held.privilege_type IN ('UPDATE', 'DELETE'))
        OR (c.relname = 'django_migrations' AND held.privilege_type IN ('INSERT', 'UPDATE', 'DELETE')))
"""


def holding_too_much(connection: psycopg.Connection, schemas: Iterable[str], tables: Iterable[str]) -> set[str]:
    """Return the schemas whose role still holds what is to be withheld: a REVOKE writes even where it takes nothing."""
    parameters = {"schemas": list(schemas), "tables": list(tables)}
    return {row[0] for row in connection.execute(_TOO_MUCH, parameters).fetchall()}
