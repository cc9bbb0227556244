from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from shared_apps.providers.enums import ProviderState
from shared_apps.providers.models import Provider
from shared_apps.providers.operations import JewelersAreHere, activate_first_providers


class Command(BaseCommand):
    help = "Make the declared providers active in an installation that has no jeweler yet; later the console does."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            activated = activate_first_providers()
        except JewelersAreHere as refused:
            self.stdout.write(refused.message)
            return
        waiting = Provider.objects.filter(state=ProviderState.PROPOSED).order_by("key").values_list("key", flat=True)
        self.stdout.write(
            f"Active now: {', '.join(activated) or 'none'}. Still proposed: {', '.join(waiting) or 'none'}."
        )
