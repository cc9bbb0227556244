"""Makes a schema as it was at an earlier state of the migrations, and brings it forward again once it is filled."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID, uuid4

import psycopg
from django.db.migrations.executor import MigrationExecutor

from shared_apps.core.errors import DomainError
from shared_apps.tenancy.grants import append_only_tables, role_sql, schema_sql, withheld_sql
from shared_apps.tenancy.models import SchemaState, TemplateDdl, TenantSchema
from shared_apps.tenancy.names import role_for, schema_for
from shared_apps.tenancy.owner import acting_as_owner, owner_connection
from shared_apps.tenancy.plans import executor_in, migrate_by_django
from shared_apps.tenancy.provisioning import make_schema
from shared_apps.tenancy.templates import tables_of
from shared_apps.tenancy.tenants import PROCESSOR

Node = tuple[str, str]


class MadeByNewerVersion(DomainError):
    message = "This archive was made by a newer version of DIA'LOG. Update this installation first."


def schema_at(jeweler_id: UUID, migrations: Iterable[Node]) -> str:
    """Make a schema at the given state and note it as the jeweler's; raises MadeByNewerVersion."""
    wanted = {(app, name) for app, name in migrations}
    schema = schema_for(uuid4())
    TenantSchema.objects.create(schema_name=schema, state=SchemaState.CLAIMED, jeweler_id=jeweler_id)
    with owner_connection() as owner:
        template = _template_at(wanted)
        if template is not None:
            make_schema(owner, template, schema)
        else:
            _make_by_django(owner, schema, wanted)
    return schema


def bring_forward(schema: str) -> None:
    """Apply to a schema every migration it lacks."""
    with acting_as_owner():
        migrate_by_django(schema)
    with owner_connection() as owner:
        _withhold(owner, schema)


def _template_at(wanted: set[Node]) -> TemplateDdl | None:
    for template in TemplateDdl.objects.order_by("-is_current", "-created_at").iterator():
        if {(app, name) for app, name in template.migrations} == wanted:
            return template
    return None


def _make_by_django(owner: psycopg.Connection, schema: str, wanted: set[Node]) -> None:
    role = role_for(schema, owner.info.dbname)
    owner.execute(f"BEGIN; {role_sql(role)} CREATE SCHEMA {schema}; {schema_sql(schema, role)} COMMIT;")
    with acting_as_owner():
        executor = executor_in(schema)
        executor.migrate(_tips(executor, wanted))
    _withhold(owner, schema)


def _tips(executor: MigrationExecutor, wanted: set[Node]) -> list[Node]:
    """Return those of the wanted migrations that nothing else wanted builds upon."""
    graph = executor.loader.graph
    if unknown := wanted - set(graph.nodes):
        raise MadeByNewerVersion(f"{MadeByNewerVersion.message} It knows {len(unknown)} steps that this one does not.")
    return sorted(node for node in wanted if not {child.key for child in graph.node_map[node].children} & wanted)


def _withhold(owner: psycopg.Connection, schema: str) -> None:
    tables = sorted(set(append_only_tables(PROCESSOR)) & set(tables_of(owner, schema)))
    owner.execute(withheld_sql(schema, role_for(schema, owner.info.dbname), tables))
