"""Makes spare schemas, as the scheduler does."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shared_apps.tenancy.provisioning import top_up_spares


class Command(BaseCommand):
    help = "Makes spare schemas up to the target, so that opening a workspace is a claim."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--target", type=int, help="how many spares to have (default: SPARE_SCHEMAS)")

    def handle(self, *args: Any, **options: Any) -> None:
        made = top_up_spares(options["target"])
        if options["verbosity"]:
            self.stdout.write(f"{made} spare schemas made.")
