from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from shared_apps.storage.operations import prepare_bucket


class Command(BaseCommand):
    help = "Create and close the bucket of all files, or bring it up to date."

    def handle(self, *_args: Any, **_options: Any) -> None:
        prepare_bucket()
        self.stdout.write(f"Bucket {settings.S3_BUCKET} is ready.")
