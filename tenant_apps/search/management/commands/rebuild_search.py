from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.core.errors import DomainError
from shared_apps.tenancy.context import jeweler_context, tenant_by_slug
from tenant_apps.search.operations import rebuild


class Command(BaseCommand):
    help = "Make a workspace's search anew from its rows; it may be used meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            tenant = tenant_by_slug(options["slug"])
        except DomainError as error:
            raise CommandError(error.message) from error
        with jeweler_context(tenant):
            count = rebuild()
        self.stdout.write(self.style.SUCCESS(f"{count} lines stand."))
