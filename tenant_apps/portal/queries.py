"""Reads of the portal: who may enter, what they see, what waits for the jeweler."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from shared_apps.core.clock import now
from shared_apps.core.permissions import Permission
from tenant_apps.clients.models import Client
from tenant_apps.library.enums import DesignStatus
from tenant_apps.library.models import Design, DesignVersion, Rendition, VersionImage
from tenant_apps.portal.enums import Purpose
from tenant_apps.portal.models import Access, Approval, Comment, DataRequest, PortalSession, SignInLink
from tenant_apps.portal.permissions import HANDLE_REQUESTS, MANAGE_ACCESS
from tenant_apps.portal.tokens import mark
from tenant_apps.team.models import Member

SESSION = "session"


def open_accesses() -> QuerySet[Access]:
    """Return the accesses that open something today."""
    return Access.objects.filter(revoked_at=None, client__archived_at=None, client__is_minor=False)


def access_of(email: str) -> Access | None:
    return open_accesses().filter(email=email.strip().lower()).first()


def live_link(token: str) -> SignInLink | None:
    """Return the sign-in link of a token if it could still be used."""
    token_hash = mark(Purpose.SIGN_IN, token)
    links = SignInLink.objects.filter(used_at=None, voided_at=None, expires_at__gt=now())
    links = links.filter(token_hash=token_hash, purpose=Purpose.SIGN_IN, access__in=open_accesses())
    return links.select_related("access").first()


def session_of(key: str) -> PortalSession | None:
    """Return the live session of a cookie's key."""
    sessions = PortalSession.objects.filter(expires_at__gt=now(), access__in=open_accesses())
    return sessions.filter(key_hash=mark(SESSION, key)).select_related("access__client").first()


def live_sessions() -> QuerySet[PortalSession]:
    return PortalSession.objects.filter(expires_at__gt=now()).order_by("-pk")


def _held(allowed: Permission, member: Member) -> bool:
    return member.is_active and allowed.allows(member.role)


def accesses_visible_to(member: Member) -> QuerySet[Access]:
    held = _held(MANAGE_ACCESS, member)
    return Access.objects.select_related("client") if held else Access.objects.none()


def sessions_visible_to(member: Member) -> QuerySet[PortalSession]:
    sessions = PortalSession.objects.select_related("access__client")
    return sessions if _held(MANAGE_ACCESS, member) else sessions.none()


def doors_of(client: Client) -> QuerySet[Access]:
    """Return a client's accesses, the open ones first, each with its live sessions."""
    sessions = Prefetch("sessions", queryset=live_sessions(), to_attr="live_sessions")
    return Access.objects.filter(client=client).prefetch_related(sessions).order_by("-revoked_at", "pk")


def data_requests_visible_to(member: Member) -> QuerySet[DataRequest]:
    """Return clients' requests about their data, the open and oldest first."""
    if not _held(HANDLE_REQUESTS, member):
        return DataRequest.objects.none()
    return DataRequest.objects.select_related("client", "closed_by").order_by("-closed_at", "pk")


class Turn(StrEnum):
    """Who is to do the next thing."""

    CLIENT = "client"
    JEWELER = "jeweler"
    NOBODY = "nobody"


@dataclass(frozen=True)
class SharedDesign:
    """A design as its client meets it on the first page."""

    design: Design
    version: DesignVersion
    cover: VersionImage | None
    turn: Turn


def designs_shared_with(access: Access) -> QuerySet[Design]:
    """Return the designs a client may see: their own, open, with something published."""
    published = Exists(DesignVersion.objects.filter(design=OuterRef("pk")))
    own = Design.objects.filter(published, client_id=access.client_id)
    return own.exclude(status=DesignStatus.ARCHIVED)


def with_pictures(versions: QuerySet[DesignVersion]) -> QuerySet[DesignVersion]:
    """Bring the pictures of versions along, in their order, each with its renditions."""
    pictures = VersionImage.objects.select_related("file").prefetch_related("file__renditions")
    return versions.prefetch_related(Prefetch("images", queryset=pictures.order_by("position"), to_attr="pictures"))


def home_of(access: Access) -> list[SharedDesign]:
    """Return what a client finds on the first page, in six questions however much there is."""
    designs = list(designs_shared_with(access).order_by("-pk"))
    latest = DesignVersion.objects.filter(design__in=designs).order_by("design_id", "-number")
    versions = {v.design_id: v for v in with_pictures(latest.distinct("design_id"))}
    approved = set(Approval.objects.filter(version__in=versions.values()).values_list("version_id", flat=True))
    waiting = set(waiting_comments().filter(design__in=designs).values_list("design_id", flat=True))
    return [_shared(design, versions[design.pk], approved, waiting) for design in designs]


def _shared(design: Design, version: DesignVersion, approved: set[UUID], waiting: set[UUID]) -> SharedDesign:
    clients = Turn.NOBODY if version.pk in approved else Turn.CLIENT
    turn = Turn.JEWELER if design.pk in waiting else clients
    pictures: list[VersionImage] = version.pictures  # type: ignore[attr-defined]
    return SharedDesign(design, version, pictures[0] if pictures else None, turn)


def versions_of(design: Design) -> list[DesignVersion]:
    """Return a design's versions with their pictures and approvals, the latest first."""
    versions = with_pictures(DesignVersion.objects.filter(design=design).order_by("-number"))
    return list(versions.select_related("design").prefetch_related("approvals__access"))


def conversation(design: Design) -> QuerySet[Comment]:
    """Return what was said about a design, the oldest first."""
    return Comment.objects.filter(design=design).select_related("access__client", "member", "version").order_by("pk")


def rendition_shown_to(access: Access, file_id: UUID, name: str) -> Rendition | None:
    """Return a picture only if it stands in a version this client may see."""
    shown = VersionImage.objects.filter(file_id=file_id, version__design__in=designs_shared_with(access))
    return Rendition.objects.filter(name=name, file__in=shown.values("file_id")).first()


def waiting_comments() -> QuerySet[Comment]:
    """Return what clients said that nobody has answered or marked as read."""
    return Comment.objects.filter(access__isnull=False, settled_at=None)


def waiting_by_design(limit: int = 100) -> list[Comment]:
    """Return the oldest waiting comment of each design, the longest waiting first."""
    oldest = waiting_comments().order_by("design_id", "pk").distinct("design_id")
    comments = Comment.objects.filter(pk__in=oldest.values("pk")).order_by("pk")
    return list(comments.select_related("design__client", "version")[:limit])


def latest_approvals(limit: int = 5) -> list[Approval]:
    approvals = Approval.objects.select_related("version__design__client").order_by("-pk")
    return list(approvals[:limit])


def approvals_of(designs: Iterable[Design]) -> QuerySet[Approval]:
    approvals = Approval.objects.filter(version__design__in=list(designs)).order_by("-pk")
    return approvals.select_related("version", "access__client")
