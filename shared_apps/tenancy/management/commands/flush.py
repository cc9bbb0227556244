"""There is no flush: it would empty the register of jewelers and leave their schemas orphaned."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.flush import Command as DjangoFlush


class Command(DjangoFlush):
    help = "Refused: jewelers' databases are never emptied."

    def handle(self, **options: Any) -> None:
        raise CommandError("These databases are never emptied. Tests that commit use the committed_db fixture.")
