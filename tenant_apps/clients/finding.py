"""How clients are found."""

from __future__ import annotations

from django.db.models import QuerySet

from tenant_apps.clients.models import Client
from tenant_apps.clients.permissions import VIEW_CLIENTS
from tenant_apps.clients.queries import with_details
from tenant_apps.search.kinds import Kind, Line

CLIENT = "client"


def rows() -> QuerySet[Client]:
    return with_details(Client.objects.all())


def line(client: Client) -> Line:
    """Return a client's line: found by every name, number, way to reach them, place and word of the notes."""
    reached = [contact.value for contact in client.contacts.all()]
    places = [line for address in client.addresses.all() for line in address.lines]
    return Line(
        title=client.display_name,
        detail=client.code,
        names=[client.display_name, client.given_name, client.family_name],
        texts=[client.code, str(client.number), *reached, *places, client.notes],
        is_archived=client.is_archived,
    )


KIND = Kind(CLIENT, "Client", "user-round", VIEW_CLIENTS, "clients:client_detail", rows, line, weight=20)
