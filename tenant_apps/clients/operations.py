"""What is done to clients."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack
from uuid import UUID

from django.db.models import Model

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.free_text import CARD_NUMBER, has_card_number
from tenant_apps.audit.operations import next_number, record
from tenant_apps.clients.enums import Channel, LeadState, Source
from tenant_apps.clients.models import Address, Client, Contact, Lead
from tenant_apps.search.operations import keep_found, keep_found_around
from tenant_apps.team.operations import require_agreement


class ClientFields(TypedDict, total=False):
    display_name: str
    given_name: str
    family_name: str
    kind: str
    language: str
    is_discreet: bool
    is_minor: bool
    notes: str


class ContactFields(TypedDict, total=False):
    channel: str
    value: str
    label: str
    is_preferred: bool


class AddressFields(TypedDict, total=False):
    label: str
    line_1: str
    line_2: str
    city: str
    region: str
    postcode: str
    country: str


class LeadFields(TypedDict, total=False):
    name: str
    email: str
    phone: str
    contact_preference: str
    piece_type: str
    occasion: str
    budget: str
    timing: str
    location: str
    preferences: str
    answer_due_at: datetime | None


class CardNumberInText(DomainError):
    message = CARD_NUMBER


def refuse_card_numbers(*texts: object) -> None:
    """Raise CardNumberInText when one of the texts holds a payment card number."""
    if any(has_card_number(text) for text in texts if isinstance(text, str)):
        raise CardNumberInText


class ClientArchived(DomainError):
    message = "This client is in the archive. Take the client out of it first."


class ClientNotArchived(DomainError):
    message = "This client is not in the archive."


def locked_client(client: Client) -> Client:
    """Return the client as it is now, held until the transaction ends."""
    return Client.objects.select_for_update().get(pk=client.pk)


def open_client(client: Client) -> Client:
    """Return the client, held; an archived one is refused."""
    client = locked_client(client)
    if client.is_archived:
        raise ClientArchived
    return client


@jeweler_atomic()
def create_client(
    *,
    by: Actor,
    source: str = Source.WALK_IN,
    email: str = "",
    phone: str = "",
    **fields: Unpack[ClientFields],
) -> Client:
    """Add a client under the next human number, with the first ways to reach them."""
    require_agreement()
    refuse_card_numbers(*fields.values())
    client = Client.objects.create(number=next_number("client"), source=source, **fields)
    record("clients.client.created", client, by=by, number=client.number, source=str(source))
    for channel, value in ((Channel.EMAIL, email), (Channel.PHONE, phone)):
        if value.strip():
            add_contact(client, by=by, channel=channel, value=value)
    keep_found("client", client)
    return client


@jeweler_atomic()
def edit_client(client: Client, *, by: Actor, **fields: Unpack[ClientFields]) -> Client:
    """Change what is known of a client."""
    client = open_client(client)
    refuse_card_numbers(*fields.values())
    changed = _apply(client, fields)
    if changed:
        client.save(update_fields=changed)
        keep_found("client", client)
        if "display_name" in changed:
            keep_found_around(client.pk)
        record("clients.client.edited", client, by=by, number=client.number)
    return client


@jeweler_atomic()
def archive_client(client: Client, *, by: Actor) -> Client:
    """Put a client away; nothing is deleted."""
    client = open_client(client)
    client.archived_at = now()
    client.save(update_fields=["archived_at"])
    keep_found("client", client)
    record("clients.client.archived", client, by=by, number=client.number)
    return client


@jeweler_atomic()
def restore_client(client: Client, *, by: Actor) -> Client:
    """Take a client out of the archive."""
    client = locked_client(client)
    if not client.is_archived:
        raise ClientNotArchived
    client.archived_at = None
    client.save(update_fields=["archived_at"])
    keep_found("client", client)
    record("clients.client.restored", client, by=by, number=client.number)
    return client


class ContactKnown(DomainError):
    message = "This client already has this contact."


@jeweler_atomic()
def add_contact(client: Client, *, by: Actor, **fields: Unpack[ContactFields]) -> Contact:
    """Add a way to reach a client; the first one is the preferred one."""
    client = open_client(client)
    contact = Contact(client=client, **_tidy(fields))
    _check_contact(contact)
    first = not client.contacts.exists()
    contact.is_preferred = contact.is_preferred or first
    _give_way(contact)
    contact.save(force_insert=True)
    keep_found("client", client)
    record("clients.contact.added", client, by=by, number=client.number, channel=contact.channel)
    return contact


@jeweler_atomic()
def edit_contact(contact: Contact, *, by: Actor, **fields: Unpack[ContactFields]) -> Contact:
    """Change a way to reach a client."""
    client = open_client(contact.client)
    contact = client.contacts.get(pk=contact.pk)
    changed = _apply(contact, _tidy(fields))
    _check_contact(contact)
    if changed:
        _give_way(contact)
        contact.save(update_fields=changed)
        keep_found("client", client)
        record("clients.contact.edited", client, by=by, number=client.number, channel=contact.channel)
    return contact


@jeweler_atomic()
def remove_contact(contact: Contact, *, by: Actor) -> None:
    """Remove a way to reach a client; if it was preferred, the oldest left takes its place."""
    client = open_client(contact.client)
    if not client.contacts.filter(pk=contact.pk).delete()[0]:
        return
    heir = client.contacts.order_by("-is_preferred", "pk").first()
    if heir and not heir.is_preferred:
        heir.is_preferred = True
        heir.save(update_fields=["is_preferred"])
    keep_found("client", client)
    record("clients.contact.removed", client, by=by, number=client.number, channel=contact.channel)


@jeweler_atomic()
def add_address(client: Client, *, by: Actor, **fields: Unpack[AddressFields]) -> Address:
    """Add a place to a client."""
    client = open_client(client)
    refuse_card_numbers(*fields.values())
    address = Address.objects.create(client=client, **fields)
    keep_found("client", client)
    record("clients.address.added", client, by=by, number=client.number)
    return address


@jeweler_atomic()
def edit_address(address: Address, *, by: Actor, **fields: Unpack[AddressFields]) -> Address:
    """Change a place of a client."""
    client = open_client(address.client)
    refuse_card_numbers(*fields.values())
    address = client.addresses.get(pk=address.pk)
    changed = _apply(address, fields)
    if changed:
        address.save(update_fields=changed)
        keep_found("client", client)
        record("clients.address.edited", client, by=by, number=client.number)
    return address


@jeweler_atomic()
def remove_address(address: Address, *, by: Actor) -> None:
    """Remove a place of a client."""
    client = open_client(address.client)
    if client.addresses.filter(pk=address.pk).delete()[0]:
        keep_found("client", client)
        record("clients.address.removed", client, by=by, number=client.number)


@jeweler_atomic()
def receive_lead(*, introduction_id: str, **fields: Unpack[LeadFields]) -> Lead:
    """Keep a brief introduced to this jeweler; again, it is corrected, never doubled."""
    lead, is_new = Lead.objects.get_or_create(introduction_id=UUID(introduction_id), defaults={**fields})
    if is_new:
        record("clients.lead.received", lead, by=SYSTEM, introduction_id=introduction_id)
        return lead
    lead = Lead.objects.select_for_update().get(pk=lead.pk)
    changed = _apply(lead, fields)
    if changed:
        lead.save(update_fields=changed)
        record("clients.lead.corrected", lead, by=SYSTEM, introduction_id=introduction_id)
    return lead


class LeadDeclined(DomainError):
    message = "This lead was declined, passed on or withdrawn."


@jeweler_atomic()
def convert_lead(lead: Lead, *, by: Actor) -> Client:
    """Take a lead on as a client; doing it twice gives the same client."""
    lead = Lead.objects.select_for_update().get(pk=lead.pk)
    if lead.client is not None:
        return lead.client
    if lead.state not in {LeadState.NEW, LeadState.ACCEPTED} or lead.withdrawn_at is not None:
        raise LeadDeclined
    client = create_client(
        by=by,
        source=Source.INTRODUCTION,
        display_name=lead.name,
        email=lead.email,
        phone=lead.phone,
        is_discreet=lead.contact_preference.startswith("discreet"),
    )
    lead.client, lead.state, lead.decided_at = client, LeadState.CONVERTED, now()
    lead.save(update_fields=["client", "state", "decided_at"])
    record("clients.lead.converted", lead, by=by, number=client.number)
    return client


class LeadTakenOn(DomainError):
    message = "This lead is already a client."


@jeweler_atomic()
def decline_lead(lead: Lead, *, by: Actor) -> Lead:
    """Decline a lead; doing it twice changes nothing."""
    lead = Lead.objects.select_for_update().get(pk=lead.pk)
    if lead.state == LeadState.CONVERTED:
        raise LeadTakenOn
    if lead.state == LeadState.NEW:
        lead.state, lead.decided_at = LeadState.DECLINED, now()
        lead.save(update_fields=["state", "decided_at"])
        record("clients.lead.declined", lead, by=by)
    return lead


def _apply(row: Model, fields: Mapping[str, object]) -> list[str]:
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    return changed


def _tidy(fields: ContactFields) -> ContactFields:
    if "value" not in fields:
        return fields
    value = fields["value"].strip()
    is_email = fields.get("channel") == Channel.EMAIL
    return {**fields, "value": value.lower() if is_email else value}


def _check_contact(contact: Contact) -> None:
    refuse_card_numbers(contact.value, contact.label)
    same = Contact.objects.filter(client=contact.client, channel=contact.channel, value=contact.value)
    if same.exclude(pk=contact.pk).exists():
        raise ContactKnown


def _give_way(contact: Contact) -> None:
    if contact.is_preferred:
        others = Contact.objects.filter(client=contact.client, is_preferred=True).exclude(pk=contact.pk)
        others.update(is_preferred=False)
