"""One past access in the demo: granted, used for two pages, over."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from shared_apps.accounts.models import Account
from shared_apps.core.clock import now
from shared_apps.support.models import Grant
from shared_apps.support.operations import carry_note, grant_support, note_visit, revoke

WHY = "A client's ring size shows twice on her page; please look why."


def seed_grant(jeweler_id: UUID, *, owner: Account, staff: Account) -> Grant | None:
    """Make the past access of one jeweler; what is there already is left alone."""
    if Grant.objects.filter(jeweler_id=jeweler_id).exists():
        return None
    grant = grant_support(jeweler_id, areas=["clients", "today"], reason=WHY, hours=2, may_write=False, by=owner)
    carry_note(grant_id=grant.pk, event="support.grant.given", by=owner)
    note_visit(grant, staff, pages=2)
    revoke(grant.pk, jeweler_id, by=owner)
    carry_note(grant_id=grant.pk, event="support.grant.revoked", by=owner)
    at = now() - timedelta(days=3)
    Grant.objects.filter(pk=grant.pk).update(
        starts_at=at, ends_at=at + timedelta(hours=2), revoked_at=at + timedelta(minutes=24)
    )
    return grant
