from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.accounts.operations import invite_member
from shared_apps.core.actors import SYSTEM
from shared_apps.core.errors import DomainError
from shared_apps.core.roles import Role
from tenant_apps.privacy.archive.restore import restore_archive


class Command(BaseCommand):
    help = "Restore an archive as a new workspace under another slug."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", required=True)
        parser.add_argument("--owner", default="", help="e-mail address of the owner to invite")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            restored = restore_archive(options["file"], slug=options["slug"], by=SYSTEM)
            if options["owner"]:
                invite_member(restored.jeweler_id, email=options["owner"], role=Role.OWNER, by=SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from error
        self.stdout.write(
            self.style.SUCCESS(f"{restored.slug}: {restored.rows} rows and {restored.files} files restored.")
        )
