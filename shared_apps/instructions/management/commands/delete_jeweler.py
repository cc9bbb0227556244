from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.core.errors import DomainError
from shared_apps.instructions import operations
from shared_apps.instructions.models import Instruction


class Command(BaseCommand):
    help = "Carry out a jeweler's instruction to delete everything; only an instruction that was given can be."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--instruction", type=UUID, required=True)
        parser.add_argument("--certificate", type=Path, help="where to write the signed certificate")

    def handle(self, *args: Any, **options: Any) -> None:
        instruction = Instruction.objects.filter(pk=options["instruction"], slug=options["slug"]).first()
        if instruction is None:
            raise CommandError("There is no such instruction for this workspace. Nothing was deleted.")
        try:
            certificate = operations.carry_out(instruction_id=str(instruction.pk))
        except DomainError as error:
            raise CommandError(error.message) from error
        if certificate is None:
            raise CommandError("The instruction is cancelled, or its cooling-off is not over. Nothing was deleted.")
        text = json.dumps(certificate.document, indent=1)
        if options["certificate"]:
            options["certificate"].write_text(text + "\n")
            self.stdout.write(self.style.SUCCESS(f"Deleted. The certificate is in {options['certificate'].name}."))
        else:
            self.stdout.write(text)
