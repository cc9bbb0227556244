"""What a stock django-tenants process is asked to do."""

from __future__ import annotations

import time
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from psycopg import sql

from shared_apps.tenancy.ddl import for_schema, write_ddl
from shared_apps.tenancy.names import schema_for
from tests.benchmarks.stock.models import Host, Workspace


def prepare() -> None:
    """Make the shared schema of a stock project."""
    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Workspace)
        editor.create_model(Host)


def schema_of(number: int) -> str:
    return schema_for(UUID(int=number))


def workspace(number: int) -> Workspace:
    return Workspace(schema_name=schema_of(number), slug=f"bench-{number}", name=f"House {number}")


def create(number: int) -> float:
    """Make a tenant the way django-tenants does: save the row, which creates the schema and runs every migration."""
    began = time.perf_counter()
    workspace(number).save(verbosity=0)
    return time.perf_counter() - began


def remove(number: int) -> None:
    Workspace.objects.get(schema_name=schema_of(number)).delete(force_drop=True)


def replicate(numbers: list[int]) -> None:
    """Make more tenants exactly like number 0, by its DDL and its migration rows: creating them would take minutes."""
    first = schema_of(0)
    connection.ensure_connection()
    raw = connection.connection
    text = write_ddl(raw, first)
    for number in numbers:
        schema = schema_of(number)
        raw.execute(for_schema(text, schema), prepare=False)
        rows = (
            "INSERT INTO {}.django_migrations (app, name, applied) SELECT app, name, applied FROM {}.django_migrations"
        )
        raw.execute(sql.SQL(rows).format(sql.Identifier(schema), sql.Identifier(first)))
    Workspace.objects.bulk_create([workspace(number) for number in numbers])
