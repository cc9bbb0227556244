"""The stored template: what a jeweler's schema is made of at one state of the migrations."""

from __future__ import annotations

import hashlib
import json

import psycopg
from django.db import transaction
from psycopg import sql

from shared_apps.tenancy.ddl import write_ddl
from shared_apps.tenancy.errors import NoTemplate
from shared_apps.tenancy.grants import append_only_tables
from shared_apps.tenancy.models import TemplateDdl
from shared_apps.tenancy.names import TEMPLATE_SCHEMA, checked_schema
from shared_apps.tenancy.tenants import CONTROLLER, PROCESSOR


def current_template(*, lock: bool = False) -> TemplateDdl:
    """Return the template new schemas are made from; raises NoTemplate."""
    rows = TemplateDdl.objects.filter(is_current=True)
    template = (rows.select_for_update() if lock else rows).first()
    if template is None:
        raise NoTemplate
    return template


def refresh_template(connection: psycopg.Connection) -> TemplateDdl:
    """Store what the template schema is now, as the owner sees it, and make it the current one."""
    statements = write_ddl(connection)
    migrations = applied_migrations(connection, TEMPLATE_SCHEMA)
    withheld = sorted(set(append_only_tables(PROCESSOR)) & set(tables_of(connection, TEMPLATE_SCHEMA)))
    text = json.dumps([statements, migrations, withheld])
    with transaction.atomic(using=CONTROLLER):
        list(TemplateDdl.objects.select_for_update().filter(is_current=True))
        TemplateDdl.objects.filter(is_current=True).update(is_current=False)
        template, _ = TemplateDdl.objects.update_or_create(
            digest=hashlib.sha256(text.encode()).hexdigest(),
            defaults={
                "statements": statements,
                "migrations": migrations,
                "withheld": withheld,
                "is_current": True,
            },
        )
    return template


def applied_migrations(connection: psycopg.Connection, schema: str) -> list[list[str]]:
    """Return the migrations a schema has, in the order they were applied."""
    query = sql.SQL("SELECT app, name FROM {}.django_migrations ORDER BY id")
    rows = connection.execute(query.format(sql.Identifier(checked_schema(schema)))).fetchall()
    return [list(row) for row in rows]


def tables_of(connection: psycopg.Connection, schema: str) -> list[str]:
    query = "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind = 'r' ORDER BY 1"
    return [row[0] for row in connection.execute(query, [schema]).fetchall()]
