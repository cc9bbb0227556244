from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shared_apps.core.errors import DomainError
from shared_apps.registers.transfer import write_pack


class Command(BaseCommand):
    help = (
        "Rehearse a business transfer: counts and hashes of what would go over, and who would be told. No data leave."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="the only way there is; say it all the same")
        parser.add_argument("--to", required=True, help="a folder that does not exist yet or is empty")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["dry_run"]:
            raise CommandError("Data go over after closing, by hand and by two people. This command only rehearses it.")
        try:
            made = write_pack(Path(options["to"]))
        except DomainError as error:
            raise CommandError(error.message) from error
        rows = sum(table["rows"] for table in made["tables"].values())
        self.stdout.write(f"{len(made['tables'])} tables of ours, {rows} rows; {len(made['jewelers'])} jewelers.")
