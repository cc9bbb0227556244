"""Designs: made, edited, put away."""

from __future__ import annotations

from typing import TypedDict, Unpack

from shared_apps.core.actors import Actor
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from tenant_apps.audit.operations import next_number, record
from tenant_apps.clients.models import Client
from tenant_apps.clients.operations import open_client, refuse_card_numbers
from tenant_apps.library.enums import DesignStatus
from tenant_apps.library.models import Design
from tenant_apps.search.operations import keep_found


class DesignFields(TypedDict, total=False):
    title: str
    description: str


class DesignArchived(DomainError):
    message = "This design is in the archive. Take it out of it first."


class DesignChanged(DomainError):
    message = "Somebody has changed this design since you opened it. Have a look, then save again."


def open_design(design: Design) -> Design:
    """Return the design, held until the transaction ends; an archived one is refused."""
    design = Design.objects.select_for_update().get(pk=design.pk)
    if design.status == DesignStatus.ARCHIVED:
        raise DesignArchived
    return design


@jeweler_atomic()
def create_design(client: Client, *, title: str, description: str = "", by: Actor) -> Design:
    """Begin a design for a client."""
    client = open_client(client)
    refuse_card_numbers(title, description)
    design = Design.objects.create(client=client, number=next_number("design"), title=title, description=description)
    keep_found("design", design)
    record("library.design.created", design, by=by, number=design.number)
    return design


@jeweler_atomic()
def edit_design(design: Design, *, revision: int, by: Actor, **fields: Unpack[DesignFields]) -> Design:
    """Change a design's texts; refused when somebody else did since ``revision`` was read."""
    design = open_design(design)
    if design.revision != revision:
        raise DesignChanged
    refuse_card_numbers(*fields.values())
    for name, value in fields.items():
        setattr(design, name, value)
    design.revision += 1
    design.save(update_fields=[*fields, "revision"])
    keep_found("design", design)
    record("library.design.edited", design, by=by, number=design.number, revision=design.revision)
    return design


@jeweler_atomic()
def archive_design(design: Design, *, by: Actor) -> Design:
    """Put a design away; nothing of it is lost."""
    design = open_design(design)
    design.status = DesignStatus.ARCHIVED
    design.save(update_fields=["status"])
    keep_found("design", design)
    record("library.design.archived", design, by=by, number=design.number)
    return design


@jeweler_atomic()
def restore_design(design: Design, *, by: Actor) -> Design:
    """Take a design out of the archive; one that is not in it stays as it is."""
    design = Design.objects.select_for_update().get(pk=design.pk)
    if design.status == DesignStatus.ARCHIVED:
        shown = design.versions.exists()
        design.status = DesignStatus.IN_REVIEW if shown else DesignStatus.DRAFT
        design.save(update_fields=["status"])
        keep_found("design", design)
    record("library.design.restored", design, by=by, number=design.number)
    return design
