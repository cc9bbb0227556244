"""Brings the whole database to where the code is: controller half, template, spares, every jeweler."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django_tenants.management.commands.migrate_schemas import GET_EXECUTOR_FUNCTION, MigrateSchemasCommand

from shared_apps.tenancy.migrating import (
    controller_is_current,
    migrate_template,
    schemas_to_migrate,
    withhold_from_controller,
)
from shared_apps.tenancy.names import is_tenant_schema
from shared_apps.tenancy.replay import SchemasFailed
from shared_apps.tenancy.tenants import CONTROLLER


class Command(MigrateSchemasCommand):  # type: ignore[misc]
    help = "Migrates the controller half, the template, spare schemas and every jeweler's schema."

    def handle(self, *args: Any, **options: Any) -> None:
        schema = options.get("schema_name")
        if schema and not is_tenant_schema(schema):
            raise CommandError(f"{schema} is not a jeweler's schema.")
        if not options.get("tenant") and not schema:
            self._migrate_controller(options)
        if options.get("shared"):
            return
        migrate_template()
        executor = GET_EXECUTOR_FUNCTION(codename=options.get("executor"))(args, options)
        try:
            executor.run_migrations(tenants=[schema] if schema else schemas_to_migrate())
        except SchemasFailed as error:
            raise CommandError(str(error)) from error

    def _migrate_controller(self, options: dict[str, Any]) -> None:
        # Django's migrate renders every model and asks for every permission even where it has nothing to apply.
        if not options.get("shared") and controller_is_current():
            withhold_from_controller()
        else:
            call_command("migrate", database=CONTROLLER, verbosity=options["verbosity"], interactive=False)
