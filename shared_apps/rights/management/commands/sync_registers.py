from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shared_apps.providers.operations import sync_providers
from shared_apps.rights.operations import sync_policy


class Command(BaseCommand):
    help = "Publish the policy's current edition and enter newly declared providers; run at every release."

    def handle(self, *args: Any, **options: Any) -> None:
        entered, edition = sync_providers(), sync_policy()
        if options["verbosity"]:
            self.stdout.write(f"{entered} providers entered; the policy stands at {edition}.")
