from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from shared_apps.tenancy.hosts import Surface, url_on
from tenant_apps.dashboard.demo import commissions, people


class Command(BaseCommand):
    help = "Print where the demo is, who uses it, and how they sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [("Address", "Who", "How to sign in"), *table()]
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        for row in rows:
            self.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def table() -> list[tuple[str, str, str]]:
    """Return the rows: address, who, how to sign in."""
    by_password = f"password {people.PASSWORD}, or a code by mail"
    mailbox = url_on(Surface.APP, "/dev/mail/")
    rows = [
        (url_on(Surface.SITE, "/"), "a visitor", "nobody signs in here"),
        (mailbox, "you", "every mail of the demo, links and codes; the staff's second factor"),
        (url_on(Surface.CONSOLE, "/"), people.STAFF.email, f"{by_password}, then the code shown in the mailbox"),
    ]
    for house in people.HOUSES:
        address = f"{settings.SCHEME}://{house.slug}.{settings.APP_HOST}/"
        rows += [(address, f"{person.email} ({person.role})", by_password) for person in house.team]
        invited = [person.email for person in commissions.BY_HOUSE[house.slug] if person.in_portal]
        rows += [(f"{address}portal/", f"{email} (client)", "ask for a link; it comes by mail") for email in invited]
    return rows
