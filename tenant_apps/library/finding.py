"""How designs are found."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from tenant_apps.library.enums import DesignStatus
from tenant_apps.library.models import Design
from tenant_apps.library.permissions import VIEW_DESIGNS
from tenant_apps.search.kinds import Kind, Line

DESIGN = "design"


def rows() -> QuerySet[Design]:
    return Design.objects.select_related("client")


def line(design: Design) -> Line:
    """Return a design's line: found by its title and number, its description, and whose it is."""
    return Line(
        title=design.title,
        detail=f"{design.code}, {design.client.display_name}",
        names=[design.title],
        texts=[design.code, str(design.number), design.client.display_name, design.description],
        is_archived=design.status == DesignStatus.ARCHIVED,
    )


def of_client(client_id: UUID) -> QuerySet[Design]:
    return rows().filter(client=client_id)


KIND = Kind(DESIGN, "Design", "gem", VIEW_DESIGNS, "library:design_detail", rows, line, weight=10, of_client=of_client)
