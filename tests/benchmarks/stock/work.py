"""What a rival process is asked to do."""

from __future__ import annotations

import time
from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as PlainMigrate
from django.db import connection

from tests.benchmarks.stock.models import Host, Workspace


def prepare() -> None:
    """Make the shared schema of a stock project."""
    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Workspace)
        editor.create_model(Host)


def create(number: int) -> dict[str, float]:
    """Make a tenant the way django-tenants does: save the row, which creates the schema and runs every migration."""
    began, cpu = time.perf_counter(), time.process_time()
    Workspace(schema_name=f"stock_{number}", slug=f"bench-{number}", name=f"House {number}").save(verbosity=0)
    return {"wall": time.perf_counter() - began, "cpu": time.process_time() - cpu}


def remove(number: int) -> None:
    Workspace.objects.get(schema_name=f"stock_{number}").delete(force_drop=True)


def register(numbers: list[int]) -> None:
    """Enter schemas that exist already."""
    rows = [Workspace(schema_name=f"stock_{n}", slug=f"bench-{n}", name=f"House {n}") for n in numbers]
    Workspace.objects.bulk_create(rows)


def count() -> dict[str, Any]:
    """Say what a tenant's schema of this project holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'stock_0'")
        tables = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM stock_0.django_migrations")
        return {"tables": tables, "migrations": cursor.fetchone()[0]}


def prepare_plain() -> None:
    """Make every table of both halves in one schema."""
    call_command(PlainMigrate(), interactive=False, verbosity=0)
