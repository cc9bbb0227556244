"""A Python shell as one jeweler: in production only under a live grant, like every other way in (P58)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.shell import Command as DjangoShell
from django.db import connections

from shared_apps.accounts.models import Account
from shared_apps.core import crossings
from shared_apps.core.db import PROCESSOR
from shared_apps.support.models import Grant
from shared_apps.support.operations import note_visit
from shared_apps.support.queries import visitor_under
from shared_apps.tenancy.context import Tenant, jeweler_context, tenant_by_slug
from shared_apps.tenancy.errors import JewelerNotOpen, UnknownJeweler


class Command(DjangoShell):
    help = "Opens a shell in one jeweler's workspace; outside the demo under a grant of support."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--jeweler", help="the slug of the workspace to work in")
        parser.add_argument("--grant", help="the id of the grant, an owner's or of broken glass")
        parser.add_argument("--staff", help="the e-mail address of the member of staff who works")

    def handle(self, **options: Any) -> None:
        if not options["jeweler"]:
            raise CommandError("Name the jeweler: jeweler_shell --jeweler SLUG.")
        try:
            tenant = tenant_by_slug(options["jeweler"])
            grant = self.admitted(tenant, options)
            with jeweler_context(tenant):
                if grant is not None and not grant.may_write:
                    self.look_only()
                super().handle(**options)
        except (UnknownJeweler, JewelerNotOpen) as error:
            raise CommandError(error.message) from error

    @staticmethod
    def admitted(tenant: Tenant, options: dict[str, Any]) -> Grant | None:
        """Return the grant this shell works under once it is in the jeweler's trail; the demo needs none."""
        if settings.DEMO and not options["grant"]:
            return None
        account = Account.objects.filter(email=(options["staff"] or "").lower()).first()
        try:
            visitor = visitor_under(account, tenant.id, UUID(options["grant"] or "")) if account else None
        except ValueError:
            visitor = None
        if visitor is None:
            raise CommandError("Name a live grant of this jeweler and who you are: --grant ID --staff E-MAIL.")
        who = str(visitor.account.pk)
        crossings.call("audit.note_shell", tenant, grant_id=str(visitor.grant.pk), account_id=who)
        note_visit(visitor.grant, visitor.account)
        return visitor.grant

    @staticmethod
    def look_only() -> None:
        """Have the database refuse what a read-only grant does not allow."""
        with connections[PROCESSOR].cursor() as cursor:
            cursor.execute("SET default_transaction_read_only = on")
