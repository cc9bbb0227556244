from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shared_apps.storage.datakeys import rewrap_data_keys


class Command(BaseCommand):
    help = "Move every data key under KEY_ENCRYPTION_KEY; older keys stand in KEY_ENCRYPTION_KEY_PREVIOUS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        total = 0
        while moved := rewrap_data_keys():
            total += moved
        self.stdout.write(f"{total} data keys moved.")
