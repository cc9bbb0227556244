"""A Python shell as one jeweler; there is none as nobody in particular."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.shell import Command as DjangoShell

from shared_apps.tenancy.context import jeweler_context, tenant_by_slug
from shared_apps.tenancy.errors import JewelerNotOpen, UnknownJeweler


class Command(DjangoShell):
    help = "Opens a shell in one jeweler's workspace."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--jeweler", help="the slug of the workspace to work in")

    def handle(self, **options: Any) -> None:
        if not options["jeweler"]:
            raise CommandError("Name the jeweler: jeweler_shell --jeweler SLUG.")
        try:
            with jeweler_context(tenant_by_slug(options["jeweler"])):
                super().handle(**options)
        except (UnknownJeweler, JewelerNotOpen) as error:
            raise CommandError(error.message) from error
