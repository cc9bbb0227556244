"""What a schema lacks, as a plan of migrations and, where every step is plain SQL, as one text to replay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations import SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation
from psycopg import sql

from shared_apps.tenancy.context import processor
from shared_apps.tenancy.router import alias_of
from shared_apps.tenancy.tenants import PROCESSOR

_CHUNK = 250


@dataclass(frozen=True)
class Plan:
    """The migrations to apply, and their SQL; `statements` is None when only Django itself can apply them."""

    migrations: list[list[str]]
    statements: str | None

    @property
    def makes_tables(self) -> bool:
        return "CREATE TABLE" in (self.statements or "")


def groups_by_state(connection: psycopg.Connection, schemas: Sequence[str]) -> list[list[str]]:
    """Group schemas that have the same migrations, so that each plan is compiled once."""
    groups: dict[str, list[str]] = defaultdict(list)
    one = sql.SQL(
        "SELECT {name}, md5(string_agg(app || '.' || name, ',' ORDER BY app, name)) FROM {schema}.django_migrations"
    )
    for start in range(0, len(schemas), _CHUNK):
        query = sql.SQL(" UNION ALL ").join(
            one.format(name=sql.Literal(schema), schema=sql.Identifier(schema))
            for schema in schemas[start : start + _CHUNK]
        )
        for schema, digest in connection.execute(query).fetchall():
            groups[digest or ""].append(schema)
    return list(groups.values())


def executor_in(schema: str) -> MigrationExecutor:
    """Load the migrations of a schema through this thread's connection, which must act as the owner."""
    wrapper = processor()
    wrapper.set_schema(schema)
    return MigrationExecutor(wrapper)


def tenant_leaves(executor: MigrationExecutor) -> list[tuple[str, str]]:
    return [node for node in executor.loader.graph.leaf_nodes() if alias_of(node[0]) == PROCESSOR]


def plan_for(schema: str) -> Plan:
    """Compile what the schema lacks."""
    executor = executor_in(schema)
    steps = executor.migration_plan(tenant_leaves(executor))
    migrations = [step for step, backwards in steps if not backwards]
    names = [[migration.app_label, migration.name] for migration in migrations]
    if not all(_is_plain_sql(migration) for migration in migrations):
        return Plan(names, None)
    collected = _collected(executor, migrations) if migrations else []
    return Plan(names, "\n".join(text for text in collected if not _is_comment(text)))


def _collected(executor: MigrationExecutor, migrations: Iterable[Migration]) -> list[str]:
    """Return the SQL of some migrations, begun from everything that is applied.

    Django's own ``collect_sql`` begins from what the first one depends on, and does not know the others' tables.
    """
    loader = executor.loader
    state = loader.project_state([node for node in loader.applied_migrations if node in loader.graph.nodes])
    collected: list[str] = []
    for migration in migrations:
        with executor.connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
            state = migration.apply(state, editor, collect_sql=True)
        collected += editor.collected_sql
    return collected


def migrate_by_django(schema: str) -> None:
    """Apply what a schema lacks the ordinary way, each migration in its own transaction."""
    executor = executor_in(schema)
    executor.migrate(tenant_leaves(executor))


def _is_plain_sql(migration: Migration) -> bool:
    return migration.atomic and all(_reduces(operation) for operation in migration.operations)


def _reduces(operation: Operation) -> bool:
    if isinstance(operation, SeparateDatabaseAndState):
        return all(_reduces(inner) for inner in operation.database_operations)
    return operation.reduces_to_sql


def _is_comment(text: str) -> bool:
    lines: Iterable[str] = text.strip().splitlines()
    return all(line.startswith("--") for line in lines)
