from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.core.actors import SYSTEM
from shared_apps.core.errors import DomainError
from tenant_apps.privacy.archive.restore import restore_archive


class Command(BaseCommand):
    help = "Restore an archive as a new workspace under another slug."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restore_archive(options["file"], slug=options["slug"], by=SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            self.style.SUCCESS(f"{restored.slug}: {restored.rows} rows and {restored.files} files restored.")
        )
