from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shared_apps.core.errors import DomainError
from shared_apps.retention.operations import sweep


class Command(BaseCommand):
    help = "Delete what had its time, by the rules of the data map; --dry-run counts and deletes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            run = sweep(is_trial=options["dry_run"])
        except DomainError as error:
            raise CommandError(error.message) from error
        for rule, count in sorted(run.counts.items()):
            self.stdout.write(f"{count:>8}  {rule}")
        verb = "would go" if run.is_trial else "ended"
        self.stdout.write(f"{run.rows} rows {verb}, {run.held} held, {run.workspaces} workspaces.")
        if run.failures:
            raise CommandError("; ".join(f"{rule}: {error}" for rule, error in sorted(run.failures.items())))
