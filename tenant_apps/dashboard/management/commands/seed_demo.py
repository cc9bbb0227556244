from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tenant_apps.dashboard.demo.seed import is_seeded, seed


class Command(BaseCommand):
    help = "Fill the demo with three houses, their clients and designs; leaves what is there alone."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demo. Nothing was written.")
        if not is_seeded():
            seed(self.stdout.write)
