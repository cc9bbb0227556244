"""Reads of the team."""

from __future__ import annotations

from uuid import UUID

from tenant_apps.team.models import Member


def member_of_account(account_id: UUID) -> Member | None:
    """Return the active member of an account, if it has a place here."""
    return Member.objects.filter(account_id=account_id, is_active=True).first()
