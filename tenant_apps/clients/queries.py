"""Reads of clients and leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from shared_apps.core.roles import OFFICE
from tenant_apps.clients.enums import LeadState
from tenant_apps.clients.models import Address, Client, Contact, Lead
from tenant_apps.team.models import Member

PAGE = 25


def clients_visible_to(member: Member) -> QuerySet[Client]:
    """Return the clients a member may see: everyone's, whatever the role."""
    return Client.objects.all() if member.is_active else Client.objects.none()


def leads_visible_to(member: Member) -> QuerySet[Lead]:
    return Lead.objects.all() if member.role in OFFICE else Lead.objects.none()


def new_leads() -> QuerySet[Lead]:
    """Return the leads nobody decided on, the oldest first: it has waited longest."""
    return Lead.objects.filter(state=LeadState.NEW).order_by("pk")


def leads_inbox(member: Member, *, state: str) -> QuerySet[Lead]:
    """Return the leads of a state, the latest first."""
    return leads_visible_to(member).filter(state=state).select_related("client").order_by("-pk")


def lead_counts() -> dict[str, int]:
    return dict(Lead.objects.values_list("state").annotate(Count("pk")))


def with_details(clients: QuerySet[Client]) -> QuerySet[Client]:
    """Bring contacts and addresses along, the preferred contact first."""
    contacts = Contact.objects.order_by("-is_preferred", "pk")
    return clients.prefetch_related(
        Prefetch("contacts", queryset=contacts),
        Prefetch("addresses", queryset=Address.objects.order_by("pk")),
    )


def matching(clients: QuerySet[Client], text: str) -> QuerySet[Client]:
    """Keep clients whose name, human number or contact holds the text, in any case.

    Plain ILIKE: ``pg_trgm`` lives in ``public``, which a jeweler's role cannot reach.
    """
    text = text.strip()
    if not text:
        return clients
    reached = Contact.objects.filter(client=OuterRef("pk"), value__icontains=text)
    names = Q(display_name__icontains=text) | Q(given_name__icontains=text) | Q(family_name__icontains=text)
    return clients.filter(names | _numbered(text) | Q(Exists(reached)))


def _numbered(text: str) -> Q:
    digits = text.upper().removeprefix("C-")
    is_number = digits.isascii() and digits.isdigit() and len(digits) < 18
    return Q(number=int(digits)) if is_number else Q(pk__in=[])


@dataclass(frozen=True)
class Page:
    """A screenful of clients, and the id after which the next one begins."""

    rows: list[Client]
    after: UUID | None


def page_of_clients(clients: QuerySet[Client], *, after: UUID | None = None, size: int = PAGE) -> Page:
    """Return one page by name, found by where the last one ended and not by counting."""
    last_name = Client.objects.filter(pk=after).values_list("display_name", flat=True).first() if after else None
    if last_name is not None:
        same_name = Q(display_name=last_name, pk__gt=after)
        clients = clients.filter(Q(display_name__gt=last_name) | same_name)
    rows = list(with_details(clients).order_by("display_name", "pk")[: size + 1])
    shown = rows[:size]
    return Page(shown, shown[-1].pk if len(rows) > size else None)


@dataclass(frozen=True)
class PageSection:
    """A part of a client's page that an app above this one contributes; ``is_beside`` puts it in the narrow column."""

    template: str
    context: dict[str, Any]
    is_beside: bool = False


SectionOf = Callable[[Client, Member], PageSection | None]
_sections: dict[str, SectionOf] = {}


def contribute_section(name: str, section: SectionOf) -> None:
    """Add a section to every client's page; sections stand in the order of their names."""
    _sections[name] = section


def sections_of(client: Client, member: Member) -> list[PageSection]:
    found = (_sections[name](client, member) for name in sorted(_sections))
    return [section for section in found if section is not None]
