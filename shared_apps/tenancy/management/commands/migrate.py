"""Django's own `migrate`, as the owner, for the controller half; `migrate_schemas` does everything."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as DjangoMigrate

from shared_apps.tenancy.migrating import withhold_from_controller
from shared_apps.tenancy.owner import acting_as_owner
from shared_apps.tenancy.tenants import CONTROLLER


class Command(DjangoMigrate):
    help = "Migrates the controller half. Jewelers' schemas: migrate_schemas."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=CONTROLLER)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["database"] != CONTROLLER:
            raise CommandError("Jewelers' schemas are migrated by migrate_schemas.")
        with acting_as_owner():
            super().handle(*args, **options)
        withhold_from_controller()
