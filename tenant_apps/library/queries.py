"""Reads of designs, files and versions."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from tenant_apps.clients.models import Client
from tenant_apps.clients.queries import PageSection
from tenant_apps.library.enums import DesignStatus, FileKind, FileState
from tenant_apps.library.models import Design, DesignVersion, File, Rendition, VersionImage
from tenant_apps.library.permissions import EDIT_DESIGNS
from tenant_apps.team.models import Member

PAGE = 24
SECTION = 12
SHOWN = (FileState.UPLOADED, FileState.CHECKING, FileState.READY, FileState.REFUSED)


def designs_visible_to(member: Member) -> QuerySet[Design]:
    """Return the designs a member may see: everyone's, whatever the role."""
    return Design.objects.select_related("client") if member.is_active else Design.objects.none()


def files_visible_to(member: Member) -> QuerySet[File]:
    """Return the files a member may see: all but those not yet here and those removed."""
    files = File.objects.filter(state__in=SHOWN) if member.is_active else File.objects.none()
    return files.select_related("design__client")


def uploads_visible_to(member: Member) -> QuerySet[File]:
    """Return the files a member may still be sending."""
    return File.objects.exclude(state=FileState.REMOVED) if member.is_active else File.objects.none()


def versions_visible_to(member: Member) -> QuerySet[DesignVersion]:
    versions = DesignVersion.objects.select_related("design__client")
    return versions if member.is_active else versions.none()


def matching(designs: QuerySet[Design], text: str) -> QuerySet[Design]:
    """Keep designs whose title, description, number or client holds the text, in any case."""
    text = text.strip()
    if not text:
        return designs
    words = Q(title__icontains=text) | Q(description__icontains=text) | Q(client__display_name__icontains=text)
    digits = text.upper().removeprefix("D-")
    if digits.isascii() and digits.isdigit() and len(digits) < 18:
        words |= Q(number=int(digits))
    return designs.filter(words)


def in_state(designs: QuerySet[Design], status: str) -> QuerySet[Design]:
    """Keep designs of a status; without one, all but the archive."""
    if status in DesignStatus.values:
        return designs.filter(status=status)
    return designs.exclude(status=DesignStatus.ARCHIVED)


def with_cover(designs: QuerySet[Design]) -> QuerySet[Design]:
    """Annotate what leads the latest version, else the first picture (``cover``), and how many there are."""
    pictures = pictures_of(OuterRef("pk")).order_by("pk")
    counted = pictures.order_by().values("design").annotate(count=Count("pk")).values("count")
    shown = VersionImage.objects.filter(version__design=OuterRef("pk")).order_by("-version__number", "position")
    return designs.annotate(
        cover=Coalesce(
            Subquery(shown.values("file")[:1]), Subquery(pictures.values("pk")[:1]), output_field=UUIDField()
        ),
        pictures=Subquery(counted),
    )


def cover_of(design: Design) -> UUID | None:
    """Return the id of the picture a design is known by."""
    found = with_cover(Design.objects.filter(pk=design.pk)).first()
    cover: UUID | None = getattr(found, "cover", None)
    return cover


def pictures_of(design: Design | OuterRef | UUID) -> QuerySet[File]:
    """Return a design's pictures that can be looked at, in the order they came."""
    ready = File.objects.filter(design=design, state=FileState.READY, kind=FileKind.IMAGE)
    return ready.exclude(object_key="").order_by("pk")


@dataclass(frozen=True)
class Page:
    """A screenful of designs, the latest first, and the id before which the next one begins."""

    rows: list[Design]
    before: UUID | None


def page_of_designs(designs: QuerySet[Design], *, before: UUID | None = None, size: int = PAGE) -> Page:
    """Return one page, found by where the last one ended and not by counting."""
    if before is not None:
        designs = designs.filter(pk__lt=before)
    rows = list(with_cover(designs).order_by("-pk")[: size + 1])
    return Page(rows[:size], rows[size - 1].pk if len(rows) > size else None)


def files_of(design: Design, member: Member) -> list[File]:
    """Return a design's files to show, in the order they came, each knowing whether a version holds it."""
    held = Exists(VersionImage.objects.filter(file=OuterRef("pk")))
    files = files_visible_to(member).filter(design=design).annotate(is_held=held)
    return list(files.order_by("pk"))


def versions_of(design: Design) -> QuerySet[DesignVersion]:
    """Return a design's versions, the latest first, each with its first picture (``cover``) and their number."""
    images = VersionImage.objects.filter(version=OuterRef("pk")).order_by("position")
    return (
        DesignVersion.objects.filter(design=design)
        .select_related("published_by")
        .annotate(cover=Subquery(images.values("file")[:1]), pictures=Count("images"))
        .order_by("-number")
    )


def version_pictures(version: DesignVersion) -> list[File]:
    """Return a version's pictures in their order; they are never removed while the version stands."""
    return list(version.files.order_by("appearances__position").annotate(position=F("appearances__position")))


def rendition_for(file_id: UUID, name: str) -> Rendition | None:
    """Return a ready file's picture of a name; ask only for files the person may see."""
    ready = Rendition.objects.filter(file_id=file_id, name=name, file__state=FileState.READY)
    return ready.select_related("file").first()


def neighbors(file: File) -> tuple[UUID | None, UUID | None]:
    """Return the ids of the pictures before and after one of a design's."""
    ids = pictures_of(file.design_id).values_list("pk", flat=True)
    return ids.filter(pk__lt=file.pk).last(), ids.filter(pk__gt=file.pk).first()


def designs_section(client: Client, member: Member) -> PageSection:
    """Return a client's latest designs for the client's own page."""
    designs = in_state(designs_visible_to(member), "").filter(client=client)
    may_add = EDIT_DESIGNS.allows(member.role) and not client.is_archived
    shown = list(with_cover(designs).order_by("-pk")[:SECTION])
    return PageSection("library/_client_designs.html", {"client": client, "designs": shown, "may_add": may_add})
