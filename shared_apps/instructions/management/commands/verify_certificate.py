from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shared_apps.instructions.signing import CertificateInvalid, public_key, verify


class Command(BaseCommand):
    help = "Check a certificate of deletion; reads the file and the public key, nothing else."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--public-key", default="", help="base64; this installation's own unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            document = json.loads(options["file"].read_text())
            statement = verify(document, trusted_key=options["public_key"] or public_key())
        except (OSError, ValueError) as error:
            raise CommandError(f"Cannot read the certificate: {type(error).__name__}") from error
        except CertificateInvalid as error:
            raise CommandError(error.message) from error
        self.stdout.write(self.style.SUCCESS("The signature holds."))
        self.stdout.write(json.dumps(statement, indent=2))
