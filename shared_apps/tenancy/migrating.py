"""The order in which a release reaches the database: controller half, template, its stored DDL, every schema."""

from __future__ import annotations

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from shared_apps.tenancy.grants import append_only_tables, forgettable_references
from shared_apps.tenancy.models import SchemaState, TenantSchema
from shared_apps.tenancy.names import TEMPLATE_SCHEMA
from shared_apps.tenancy.owner import acting_as_owner, owner_connection
from shared_apps.tenancy.plans import migrate_by_django
from shared_apps.tenancy.provisioning import schema_exists
from shared_apps.tenancy.router import alias_of
from shared_apps.tenancy.templates import refresh_template, tables_of
from shared_apps.tenancy.tenants import CONTROLLER


def controller_is_current() -> bool:
    """Tell whether Django's migrate would change nothing: jewelers' migrations leave the controller half as it is."""
    with acting_as_owner():
        executor = MigrationExecutor(connections[CONTROLLER])
        leaves = [node for node in executor.loader.graph.leaf_nodes() if alias_of(node[0]) == CONTROLLER]
        return not executor.migration_plan(leaves)


def migrate_template() -> None:
    """Bring the template schema to where the code is and store its DDL; new schemas are then made like it."""
    with owner_connection() as owner:
        if not schema_exists(owner, TEMPLATE_SCHEMA):
            owner.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(TEMPLATE_SCHEMA)))
        with acting_as_owner():
            migrate_by_django(TEMPLATE_SCHEMA)
        refresh_template(owner)


def schemas_to_migrate() -> list[str]:
    """List every schema that holds or will hold a jeweler. Ask after the template was stored, never before."""
    with owner_connection() as owner:
        rows = TenantSchema.objects.order_by("pk").values_list("schema_name", "state")
        return [schema for schema, state in rows if state != SchemaState.PREPARING or schema_exists(owner, schema)]


def withhold_from_controller() -> None:
    """Make the controller half's append-only tables append-only; safe to repeat."""
    login = sql.Identifier(settings.DATABASES[CONTROLLER]["USER"])
    with owner_connection() as owner:
        for table in sorted(set(append_only_tables(CONTROLLER)) & set(tables_of(owner, "public"))):
            owner.execute(sql.SQL("REVOKE UPDATE, DELETE ON public.{} FROM {}").format(sql.Identifier(table), login))
        for table, column in forgettable_references(CONTROLLER):
            if table in tables_of(owner, "public"):
                names = (sql.Identifier(column), sql.Identifier(table), login)
                owner.execute(sql.SQL("GRANT UPDATE ({}) ON public.{} TO {}").format(*names))
