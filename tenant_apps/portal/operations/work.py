"""What is said and decided about a design."""

from __future__ import annotations

import hashlib

from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.errors import DomainError
from tenant_apps.audit.operations import record
from tenant_apps.clients.operations import refuse_card_numbers
from tenant_apps.library import operations as library
from tenant_apps.library.models import Design, DesignVersion
from tenant_apps.library.operations.designs import open_design
from tenant_apps.portal.enums import Hearer
from tenant_apps.portal.models import Access, Approval, Comment, DataRequest
from tenant_apps.portal.operations.nudges import nudge
from tenant_apps.team.models import Member


class NotYours(DomainError):
    message = "This design is not shared with you."


@jeweler_atomic()
def write_comment(design: Design, *, text: str, by: Access, version: DesignVersion | None = None) -> Comment:
    """Say something about a design as its client."""
    refuse_card_numbers(text)
    design = open_design(design)
    if design.client_id != by.client_id or (version is not None and version.design_id != design.pk):
        raise NotYours
    comment = Comment.objects.create(design=design, version=version, access=by, text=text.strip())
    record("portal.comment.written", design, by=by, number=design.number)
    nudge(design, Hearer.TEAM)
    return comment


@jeweler_atomic()
def reply(design: Design, *, text: str, by: Member) -> Comment:
    """Answer the client; what they said until now needs no one any more."""
    refuse_card_numbers(text)
    design = open_design(design)
    comment = Comment.objects.create(design=design, member=by, text=text.strip())
    _settle(design)
    record("portal.comment.answered", design, by=by, number=design.number)
    nudge(design, Hearer.CLIENT)
    return comment


@jeweler_atomic()
def settle_comments(design: Design, *, by: Member) -> int:
    """Mark what the client said as seen; return how many comments that was."""
    settled = _settle(design)
    if settled:
        record("portal.comment.settled", design, by=by, number=design.number, comments=settled)
    return settled


def _settle(design: Design) -> int:
    waiting = Comment.objects.filter(design=design, access__isnull=False, settled_at=None)
    return waiting.update(settled_at=now())


def statement_of(version: DesignVersion) -> str:
    """Write out what exactly an approval approves."""
    design = version.design
    pictures = list(version.images.order_by("position"))
    lines = [
        f"I approve version {version.number} of design {design.code}, “{version.title}”, as it is shown here.",
        *([f"Notes: {version.notes}"] if version.notes else []),
        f"Pictures: {len(pictures)}",
        *(f"{place}. SHA-256 {picture.sha256}" for place, picture in enumerate(pictures, 1)),
        f"Version SHA-256 {version.hash}",
    ]
    return "\n".join(lines)


def statement_hash(statement: str) -> str:
    return hashlib.sha256(statement.encode()).hexdigest()


class VersionSuperseded(DomainError):
    message = "There is a newer version of this design. Please look at that one."


class StatementChanged(DomainError):
    message = "This is not what you were shown. Please read it again before you approve."


@jeweler_atomic()
def approve_version(version: DesignVersion, *, shown: str, by: Access) -> Approval:
    """Write down a client's yes to the version they were shown; doing it twice gives the same approval.

    ``shown`` is the hash of the statement on the page. Raises NotYours, DesignArchived, VersionSuperseded,
    StatementChanged.
    """
    design = open_design(version.design)
    if design.client_id != by.client_id:
        raise NotYours
    existing = Approval.objects.filter(version=version, access=by).first()
    if existing:
        return existing
    latest = DesignVersion.objects.filter(design=design).order_by("-number").first()
    if latest is None or latest.pk != version.pk:
        raise VersionSuperseded
    statement = statement_of(latest)
    if shown != statement_hash(statement):
        raise StatementChanged
    approval = Approval.objects.create(
        version=latest, access=by, statement=statement, statement_hash=shown, approved_at=now()
    )
    record(
        "portal.version.approved",
        design,
        by=by,
        number=design.number,
        version=latest.number,
        statement=shown,
    )
    library.approve_version(latest, by=by)
    nudge(design, Hearer.TEAM)
    return approval


@jeweler_atomic()
def ask_about_data(*, wish: str, text: str, by: Access) -> DataRequest:
    """Put a client's request about their data before the jeweler (P67)."""
    refuse_card_numbers(text)
    asked = DataRequest.objects.create(access=by, client=by.client, wish=wish, text=text.strip())
    record("portal.request.made", asked, by=by, wish=wish)
    return asked


@jeweler_atomic()
def close_data_request(asked: DataRequest, *, by: Member) -> DataRequest:
    """Mark a request as answered; doing it twice changes nothing."""
    asked = DataRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if asked.closed_at is None:
        asked.closed_at, asked.closed_by = now(), by
        asked.save(update_fields=["closed_at", "closed_by"])
        record("portal.request.closed", asked, by=by, wish=asked.wish)
    return asked
