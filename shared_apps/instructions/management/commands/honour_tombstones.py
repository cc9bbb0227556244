from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shared_apps.instructions import operations


class Command(BaseCommand):
    help = "Delete again whatever a restored backup brought back of jewelers that were deleted; run before serving."

    def handle(self, *args: Any, **options: Any) -> None:
        for jeweler_id in operations.honour_tombstones():
            self.stdout.write(f"deleted again: {jeweler_id}")
