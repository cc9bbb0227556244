"""Open an account of DIA'LOG staff; its person sets up a second factor at the first sign-in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shared_apps.accounts import operations
from shared_apps.accounts.models import Account
from shared_apps.core.actors import SYSTEM
from shared_apps.tenancy.hosts import Surface, url_on


class Command(BaseCommand):
    help = "Make the account of an address DIA'LOG staff, opening it if there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="")

    def handle(self, *, email: str, name: str, **_options: Any) -> None:
        account = Account.objects.filter(email=email.strip().lower()).first()
        account = account or operations.open_account(email=email, name=name)
        operations.grant_staff(account, by=SYSTEM)
        self.stdout.write(f"They sign in at {url_on(Surface.APP, '/sign-in/')} and set up a second factor there.")
