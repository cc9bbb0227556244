"""Called by whatever makes the backups, once one is finished: the console warns when none is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.jewelers.readings import note_backup


class Command(BaseCommand):
    help = "Note that a backup of everything was finished."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", help="when, as 2026-11-22T03:00:00Z; now if left out")

    def handle(self, **options: Any) -> None:
        at = parse_datetime(options["at"]) if options["at"] else now()
        if at is None or is_naive(at) or at > now():
            raise CommandError("Give the time of a backup that is finished, with its zone.")
        note_backup(at, by=SYSTEM)
        self.stdout.write(f"Noted: {at:%Y-%m-%d %H:%M %Z}.")
