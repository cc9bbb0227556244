from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from shared_apps.retention.queries import is_overdue, last_finished_at


class Command(BaseCommand):
    help = "Fail when no sweep has finished for 48 hours; for the monitoring of the installation."

    def handle(self, *args: Any, **options: Any) -> None:
        last = last_finished_at()
        told = f"The last sweep finished at {last:%Y-%m-%d %H:%M} UTC." if last else "No sweep has finished yet."
        if is_overdue():
            raise CommandError(told)
        self.stdout.write(told)
