"""What jewelers tell the apps below at start-up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from shared_apps.jewelers.announcing import MAIL
from shared_apps.notices.contents import notice_content
from shared_apps.tenancy.hosts import Surface, url_on


def announcement(_announcement_id: UUID) -> dict[str, Any]:
    """Return where an announcement is read: behind the sign-in, never in the mail."""
    return {"link": url_on(Surface.APP, "/")}


notice_content(MAIL, announcement, has_banner=False)
