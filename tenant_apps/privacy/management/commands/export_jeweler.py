from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.core.actors import SYSTEM
from shared_apps.core.errors import DomainError
from shared_apps.tenancy.context import jeweler_context, tenant_by_slug
from tenant_apps.privacy.archive.make import make_archive
from tenant_apps.privacy.operations import note_written_export


class Command(BaseCommand):
    help = "Write everything a jeweler holds into one archive."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--to", type=Path, required=True, help="a file that does not exist yet")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["to"]
        partial = target.with_name(target.name + ".partial")
        if target.exists():
            raise CommandError(f"{target.name} exists already. Choose another name.")
        try:
            tenant = tenant_by_slug(options["slug"])
            with jeweler_context(tenant), partial.open("wb") as sink:
                made = make_archive(tenant, sink, self.show)
                note_written_export(made, by=SYSTEM)
        except DomainError as error:
            partial.unlink(missing_ok=True)
            raise CommandError(error.message) from error
        partial.rename(target)
        self.stdout.write(
            self.style.SUCCESS(f"\r{made.tables} tables, {made.rows} rows, {made.files} files, SHA-256 {made.sha256}")
        )

    def show(self, done: int, total: int) -> None:
        if self.stdout.isatty():
            self.stdout.write(f"\r{done * 100 // max(total, 1):3d} %", ending="")
