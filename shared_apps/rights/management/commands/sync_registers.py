from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shared_apps.accounts.operations import sync_agreements
from shared_apps.providers.operations import sync_providers
from shared_apps.rights.operations import sync_policy


class Command(BaseCommand):
    help = "Publish policy and agreement as released, and enter newly declared providers; run at every release."

    def handle(self, *args: Any, **options: Any) -> None:
        entered, edition, agreement = sync_providers(), sync_policy(), sync_agreements()
        if options["verbosity"]:
            said = f"{entered} providers entered; the policy stands at {edition}, the agreement at {agreement}."
            self.stdout.write(said)
