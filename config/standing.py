"""What stands above every page of a workspace: support inside, a new agreement, announcements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from shared_apps.accounts import agreement
from shared_apps.jewelers.announcing import shown_to
from shared_apps.jewelers.models import Announcement
from shared_apps.notices.queries import banners_for
from shared_apps.notices.reading import Banner
from shared_apps.support.areas import labels
from shared_apps.support.models import Grant
from shared_apps.support.queries import live_grants
from tenant_apps.team.enums import Standing


@dataclass(frozen=True)
class Above:
    """``grant`` is the live one, if any; ``is_visitor`` says that the reader came under it."""

    grant: Grant | None
    areas: list[str]
    is_visitor: bool
    agreement_due_on: date | None
    announcements: list[Announcement]
    banners: list[Banner]


def standing_of(request: HttpRequest) -> Above:
    """Read it for the person whose page this is; asked only by whole pages."""
    visitor = getattr(request, "visitor", None)
    tenant, member = request.tenant, request.member  # type: ignore[attr-defined]
    grant = visitor.grant if visitor else live_grants(tenant.id).first()
    asks = getattr(request, "agreement_standing", None) is Standing.ASKED
    return Above(
        grant=grant,
        areas=labels(grant.areas) if grant else [],
        is_visitor=visitor is not None,
        agreement_due_on=agreement.current().due_on if asks else None,
        announcements=[] if visitor else list(shown_to(member.account_id, tenant.id)),
        banners=[] if visitor else banners_for(member.account_id, tenant.id),
    )
