"""What the portal adds to a client's page."""

from __future__ import annotations

from tenant_apps.clients.models import Client
from tenant_apps.clients.queries import PageSection
from tenant_apps.portal.permissions import MANAGE_ACCESS
from tenant_apps.portal.queries import doors_of
from tenant_apps.team.models import Member


def access_section(client: Client, member: Member) -> PageSection | None:
    """Show who may enter the portal for a client."""
    if not MANAGE_ACCESS.allows(member.role):
        return None
    return PageSection("portal/desk/_access_section.html", {"client": client, "accesses": doors_of(client)})
