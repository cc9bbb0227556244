"""Pages of clients."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from shared_apps.core.http import requires, search_text
from tenant_apps.clients import operations, permissions, queries
from tenant_apps.clients.enums import Source
from tenant_apps.clients.forms import AddressForm, ClientForm, ContactForm, NewClientForm
from tenant_apps.clients.models import Client
from tenant_apps.clients.pages import act, client_or_404, form_page, get_or_post, member_of, uuid_or_none


@require_GET
@requires(permissions.VIEW_CLIENTS)
def client_list(request: HttpRequest) -> HttpResponse:
    text, source = search_text(request), request.GET.get("source", "")
    archived = request.GET.get("show") == "archive"
    clients = queries.clients_visible_to(member_of(request)).filter(archived_at__isnull=not archived)
    if source in Source.values:
        clients = clients.filter(source=source)
    after = uuid_or_none(request.GET.get("after", ""))
    context = {
        "page": queries.page_of_clients(queries.matching(clients, text), after=after),
        "text": text,
        "source": source,
        "sources": Source.choices,
        "archived": archived,
        "filtered": bool(text or source),
        "after": after,
        "tabs": [
            {"label": "Clients", "url": "?", "current": not archived},
            {"label": "Archive", "url": "?show=archive", "current": archived},
        ],
    }
    return render(request, "clients/client_list.html", context)


@require_GET
@requires(permissions.VIEW_CLIENTS)
def client_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    sections = queries.sections_of(client, member_of(request))
    return render(request, "clients/client_detail.html", {"client": client, "sections": sections})


@get_or_post
@requires(permissions.EDIT_CLIENTS)
def client_new(request: HttpRequest) -> HttpResponse:
    form = NewClientForm(request.POST or None)
    return form_page(request, form, operations.create_client, title="New client", client=None)


@get_or_post
@requires(permissions.EDIT_CLIENTS)
def client_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    form = ClientForm(request.POST) if request.method == "POST" else ClientForm.of(client)

    def write(**fields: Any) -> Client:
        return operations.edit_client(client, **fields)

    return form_page(request, form, write, title="Edit client", client=client)


@require_POST
@requires(permissions.ARCHIVE_CLIENTS)
def client_archive(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    return act(request, client, lambda by: operations.archive_client(client, by=by), "Moved to the archive.")


@require_POST
@requires(permissions.ARCHIVE_CLIENTS)
def client_restoration(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    return act(request, client, lambda by: operations.restore_client(client, by=by), "Taken out of the archive.")


@get_or_post
@requires(permissions.EDIT_CLIENTS)
def contact_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)

    def write(**fields: Any) -> Any:
        return operations.add_contact(client, **fields)

    return form_page(request, ContactForm(request.POST or None), write, title="Add a contact", client=client)


@get_or_post
@requires(permissions.EDIT_CLIENTS)
def contact_edit(request: HttpRequest, pk: UUID, contact_pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    contact = get_object_or_404(client.contacts.all(), pk=contact_pk)
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm.of(contact)

    def write(**fields: Any) -> Any:
        return operations.edit_contact(contact, **fields)

    return form_page(request, form, write, title="Edit contact", client=client)


@require_POST
@requires(permissions.EDIT_CLIENTS)
def contact_removal(request: HttpRequest, pk: UUID, contact_pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    contact = get_object_or_404(client.contacts.all(), pk=contact_pk)
    return act(request, client, lambda by: operations.remove_contact(contact, by=by), "Contact removed.")


@get_or_post
@requires(permissions.EDIT_CLIENTS)
def address_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)

    def write(**fields: Any) -> Any:
        return operations.add_address(client, **fields)

    return form_page(request, AddressForm(request.POST or None), write, title="Add an address", client=client)


@get_or_post
@requires(permissions.EDIT_CLIENTS)
def address_edit(request: HttpRequest, pk: UUID, address_pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    address = get_object_or_404(client.addresses.all(), pk=address_pk)
    form = AddressForm(request.POST) if request.method == "POST" else AddressForm.of(address)

    def write(**fields: Any) -> Any:
        return operations.edit_address(address, **fields)

    return form_page(request, form, write, title="Edit address", client=client)


@require_POST
@requires(permissions.EDIT_CLIENTS)
def address_removal(request: HttpRequest, pk: UUID, address_pk: UUID) -> HttpResponse:
    client = client_or_404(request, pk)
    address = get_object_or_404(client.addresses.all(), pk=address_pk)
    return act(request, client, lambda by: operations.remove_address(address, by=by), "Address removed.")
