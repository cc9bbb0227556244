"""Reads of the team and the house."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from shared_apps.accounts import agreement
from shared_apps.core.clock import now
from shared_apps.core.roles import Role
from tenant_apps.team.enums import Standing
from tenant_apps.team.models import House, Member

RANKS = Case(
    *(When(role=role, then=Value(rank)) for rank, role in enumerate(Role)),
    output_field=IntegerField(),
)


def member_of_account(account_id: UUID) -> Member | None:
    """Return the active member of an account, if it has a place here."""
    return Member.objects.filter(account_id=account_id, is_active=True).first()


def team() -> QuerySet[Member]:
    """Return the people with a place here, owners first."""
    return Member.objects.filter(is_active=True).order_by(RANKS, "name", "pk")


def house() -> House | None:
    return House.objects.first()


def agreement_accepted() -> bool:
    """Tell whether this jeweler accepted the agreement now in force; without it no client is kept (P10)."""
    return House.objects.filter(agreement_version=agreement.current().version).exists()


def agreement_standing() -> Standing:
    """Tell how the jeweler stands to the agreement in force; until it is due, an earlier one goes on."""
    accepted = House.objects.values_list("agreement_version", flat=True).first()
    if accepted == agreement.current().version:
        return Standing.ACCEPTED
    is_due = now().date() >= agreement.current().due_on
    return Standing.ASKED if accepted and not is_due else Standing.DUE
