from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.core.errors import DomainError
from shared_apps.core.rounds import in_each
from shared_apps.tenancy.context import jeweler_context, open_tenants, tenant_by_slug
from tenant_apps.search.operations import rebuild, rebuild_if_empty


class Command(BaseCommand):
    help = "Make one workspace's search anew from its rows, or that of each workspace which is older than its search."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["slug"] is None:
            in_each(open_tenants(), rebuild_if_empty)
            return
        try:
            tenant = tenant_by_slug(options["slug"])
        except DomainError as error:
            raise CommandError(error.message) from error
        with jeweler_context(tenant):
            count = rebuild()
        self.stdout.write(self.style.SUCCESS(f"{count} lines stand."))
