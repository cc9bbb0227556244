"""What support tells the apps below it at start-up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shared_apps.core import guests
from shared_apps.notices.contents import notice_content
from shared_apps.support.areas import labels
from shared_apps.support.models import Grant
from shared_apps.support.queries import pass_for
from shared_apps.tenancy.context import tenant_by_id
from shared_apps.tenancy.hosts import Surface, url_on


def glass_broken(grant_id: UUID) -> dict[str, Any]:
    """Return what owners are told when staff came in without their word."""
    grant = Grant.objects.select_related("jeweler").get(pk=grant_id)
    return {
        "workspace": grant.jeweler.name,
        "areas": labels(grant.areas),
        "hours": grant.hours,
        "ends_at": grant.ends_at,
        "link": url_on(Surface.WORKSPACE, "/team/support/", tenant_by_id(grant.jeweler_id)),
    }


guests.admit(pass_for)
notice_content("support.glass_broken", glass_broken)
