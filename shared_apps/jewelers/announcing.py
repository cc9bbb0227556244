"""Announcements: what changes or pauses in the service, told to all jewelers or some; never an offer (P23)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from shared_apps.accounts.models import Membership
from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.jewelers.enums import AnnouncementKind
from shared_apps.jewelers.models import Announcement, AnnouncementAddress, AnnouncementClosing
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.operations import give_notice
from shared_apps.tenancy.tenants import OPEN_STATES

MAIL = "jewelers.announcement"


class AnnouncementUnclear(DomainError):
    message = "Say what it is, for whom, and until when it is shown."


@controller_atomic()
def announce(
    *,
    kind: str,
    title: str,
    text: str,
    shown_until: datetime,
    jewelers: Iterable[UUID] | None,
    is_mailed: bool,
    by: Actor,
) -> Announcement:
    """Announce to the named jewelers, or to all with None; owners also get a mail if it says so, once each."""
    title, text = " ".join(title.split()), text.strip()
    chosen = None if jewelers is None else list(dict.fromkeys(jewelers))
    if not title or len(title) > 120 or not text or len(text) > 2000 or chosen == [] or shown_until <= now():
        raise AnnouncementUnclear
    said = Announcement.objects.create(
        kind=AnnouncementKind(kind),
        title=title,
        text=text,
        shown_until=shown_until,
        to_all=chosen is None,
        is_mailed=is_mailed,
        written_by_id=by.actor_id,
    )
    AnnouncementAddress.objects.bulk_create(
        AnnouncementAddress(announcement=said, jeweler_id=jeweler_id) for jeweler_id in chosen or ()
    )
    record("jewelers.announcement.made", said, by=by, kind=kind, jewelers=0 if chosen is None else len(chosen))
    if is_mailed:
        give_notice(MAIL, said, to=owners_told(said), by=by)
    return said


class AnnouncementWithdrawn(DomainError):
    message = "This announcement has been taken back already."


@controller_atomic()
def withdraw(announcement: Announcement, *, by: Actor) -> Announcement:
    """Take an announcement back; it is shown no more."""
    if not Announcement.objects.filter(pk=announcement.pk, withdrawn_at=None).update(withdrawn_at=now()):
        raise AnnouncementWithdrawn
    record("jewelers.announcement.withdrawn", announcement, by=by)
    announcement.refresh_from_db()
    return announcement


@controller_atomic()
def close(announcement_id: UUID, *, account_id: UUID, jeweler_id: UUID) -> None:
    """Put an announcement away for one person; doing it twice changes nothing."""
    if shown_in(jeweler_id).filter(pk=announcement_id).exists():
        AnnouncementClosing.objects.get_or_create(announcement_id=announcement_id, account_id=account_id)


def shown_in(jeweler_id: UUID) -> QuerySet[Announcement]:
    """Return what is announced to a jeweler now, the newest first."""
    addressed = AnnouncementAddress.objects.filter(announcement=OuterRef("pk"), jeweler_id=jeweler_id)
    current = Announcement.objects.filter(Q(to_all=True) | Exists(addressed), withdrawn_at=None, shown_until__gt=now())
    return current.order_by("-pk")


def shown_to(account_id: UUID, jeweler_id: UUID) -> QuerySet[Announcement]:
    """Return what a person has not put away yet."""
    closed = AnnouncementClosing.objects.filter(announcement=OuterRef("pk"), account_id=account_id)
    return shown_in(jeweler_id).exclude(Exists(closed))


def owners_told(announcement: Announcement) -> list[Addressee]:
    """Return the owners an announcement is mailed to: once each, however many workspaces they own."""
    owners = Membership.objects.filter(
        role=Role.OWNER, account__is_active=True, jeweler__state__in=OPEN_STATES
    ).order_by("account_id", "pk")
    if not announcement.to_all:
        owners = owners.filter(jeweler__in=announcement.addresses.values("jeweler_id"))
    rows = owners.distinct("account_id").values_list("account__email", "jeweler_id", "account_id")
    return [Addressee(email, jeweler_id, account_id) for email, jeweler_id, account_id in rows]
