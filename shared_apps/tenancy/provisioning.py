"""Makes schemas ahead of need, and hands them out: opening a workspace is then a claim of one row.

A schema is written down as being prepared, made in one transaction of the owner, then written down as spare. Whatever
is killed in between is finished by the next run. Handing out needs no owner's rights.
"""

from __future__ import annotations

from uuid import UUID, uuid4

import psycopg
from django.conf import settings
from psycopg import sql

from shared_apps.core.db import controller_atomic
from shared_apps.tenancy.ddl import for_schema
from shared_apps.tenancy.errors import NoSchemaToClaim
from shared_apps.tenancy.grants import role_sql, schema_sql, withheld_sql
from shared_apps.tenancy.models import SchemaState, TemplateDdl, TenantSchema
from shared_apps.tenancy.names import checked_schema, role_for, schema_for
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.templates import current_template

PATIENCE = 5


def make_schema(connection: psycopg.Connection, template: TemplateDdl, schema: str) -> None:
    """Make schema, role, tables, rights and migration rows: one message, one transaction, all or nothing."""
    role = role_for(schema, connection.info.dbname)
    create, rest = for_schema(template.statements, schema).split(";\n", 1)
    # The role's rights come before the tables: granting afterwards scans the catalog of every jeweler.
    text = "".join(
        [
            "BEGIN;\n",
            role_sql(role),
            f"{create};\n",
            schema_sql(schema, role),
            rest,
            migrations_sql(schema, template.migrations),
            withheld_sql(schema, role, template.withheld),
            "COMMIT;",
        ]
    )
    _run(connection, text)


def drop_schema(connection: psycopg.Connection, schema: str) -> None:
    """Drop a schema and its role if they exist; waits at most 5 s for whoever still uses them."""
    role = role_for(schema, connection.info.dbname)
    _run(
        connection,
        f"BEGIN; SET LOCAL lock_timeout = '5s';\nDROP SCHEMA IF EXISTS {checked_schema(schema)} CASCADE;\n"
        f"DROP ROLE IF EXISTS {role};\nCOMMIT;",
    )


def schema_exists(connection: psycopg.Connection, schema: str) -> bool:
    return bool(connection.execute("SELECT to_regnamespace(%s) IS NOT NULL", [schema]).fetchone()[0])  # type: ignore[index]


def migrations_sql(schema: str, migrations: list[list[str]]) -> str:
    """Record migrations as applied in a schema."""
    if not migrations:
        return ""
    values = ", ".join(f"({sql.quote(app)}, {sql.quote(name)}, clock_timestamp())" for app, name in migrations)
    table = f"{checked_schema(schema)}.django_migrations"
    return f"INSERT INTO {table} (app, name, applied) VALUES {values};\n"  # noqa: S608 -- names checked, values quoted


def prepare_spare() -> TenantSchema | None:
    """Make one spare schema; None when another process took it over meanwhile."""
    row = TenantSchema.objects.create(schema_name=schema_for(uuid4()), state=SchemaState.PREPARING)
    return finish_spare(row.pk)


def finish_spare(schema_id: UUID) -> TenantSchema | None:
    """Make the schema a row announces, unless it exists or somebody else is at it; raises NoTemplate."""
    with controller_atomic():
        rows = TenantSchema.objects.select_for_update(skip_locked=True)
        row = rows.filter(pk=schema_id, state=SchemaState.PREPARING).first()
        if row is None:
            return None
        with owner_connection(row.node) as owner:
            _make_at_current_state(owner, row.schema_name)
        row.state = SchemaState.SPARE
        row.save(update_fields=["state"])
        return row


def _make_at_current_state(owner: psycopg.Connection, schema: str) -> None:
    """Make the schema again if the template moved on meanwhile, so that no migration is missed."""
    made_from = None
    if schema_exists(owner, schema):
        drop_schema(owner, schema)
    while made_from != (template := current_template(lock=made_from is not None)).digest:
        if made_from is not None:
            drop_schema(owner, schema)
        make_schema(owner, template, schema)
        made_from = template.digest


def top_up_spares(target: int | None = None) -> int:
    """Finish what was begun, then make spares up to the target; returns how many were made."""
    wanted = settings.SPARE_SCHEMAS if target is None else target
    begun = TenantSchema.objects.filter(state=SchemaState.PREPARING).order_by("pk")
    made = sum(finish_spare(pk) is not None for pk in list(begun.values_list("pk", flat=True)))
    spares = TenantSchema.objects.filter(state=SchemaState.SPARE)
    while spares.count() < wanted:
        made += prepare_spare() is not None
    return made


@controller_atomic(savepoint=False)
def claim_schema(jeweler_id: UUID) -> TenantSchema | None:
    """Hand a spare schema to a jeweler, or the one it has; None when there is none."""
    mine = TenantSchema.objects.filter(jeweler_id=jeweler_id).first()
    if mine is not None:
        return mine
    rows = TenantSchema.objects.select_for_update(skip_locked=True).filter(state=SchemaState.SPARE)
    row = rows.order_by("pk").first()
    if row is None:
        return None
    row.state, row.jeweler_id = SchemaState.CLAIMED, jeweler_id
    row.save(update_fields=["state", "jeweler_id"])
    return row


def claim_or_make_schema(jeweler_id: UUID) -> TenantSchema:
    """Hand a schema to a jeweler and make one first if there is none left. Needs the owner; raises NoSchemaToClaim."""
    for _attempt in range(PATIENCE):
        row = claim_schema(jeweler_id)
        if row is not None:
            return row
        prepare_spare()
    raise NoSchemaToClaim


def _run(connection: psycopg.Connection, text: str) -> None:
    try:
        connection.execute(text)
    except psycopg.Error:
        if not connection.closed:
            connection.rollback()
        raise
