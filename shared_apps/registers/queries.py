"""What the registers' pages show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from shared_apps.core.clock import now
from shared_apps.core.company import COMPANY
from shared_apps.core.datamap import declarations
from shared_apps.core.db import Half
from shared_apps.registers.affected import jewelers_affected
from shared_apps.registers.enums import BreachState, DisclosureState, ObjectKind
from shared_apps.registers.models import AUTHORITY_WITHIN, Breach, Disclosure
from shared_apps.registers.processing import LABELS, categories_of


def disclosures() -> QuerySet[Disclosure]:
    """Return the register, newest first."""
    return Disclosure.objects.select_related("jeweler").order_by("-pk")


def breaches() -> QuerySet[Breach]:
    """Return the register, newest first, with how many things each touched and how many jewelers were told."""
    told = Count("drafts", filter=Q(drafts__confirmed_at__isnull=False), distinct=True)
    counted = Breach.objects.annotate(touched=Count("objects_touched", distinct=True), told=told)
    return counted.order_by("-noticed_at", "-pk")


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody."""

    disclosures: int
    breaches: int
    late: int


def waiting() -> Waiting:
    unsettled = Q(authority_told_at=None, authority_untold_because="", noticed_at__lte=now() - AUTHORITY_WITHIN)
    counted = Breach.objects.filter(state=BreachState.OPEN).aggregate(
        open=Count("pk"), late=Count("pk", filter=unsettled)
    )
    proposed = Disclosure.objects.filter(state=DisclosureState.PROPOSED).count()
    return Waiting(proposed, counted["open"], counted["late"])


def authority_form(breach: Breach) -> dict[str, Any]:
    """Return what the authority's form asks for, as far as it is known (GDPR Art. 33(3))."""
    tables = [touched.name for touched in breach.objects_touched.all() if touched.kind == ObjectKind.RECORDS]
    return {
        "reference": breach.code,
        "is_drill": breach.is_drill,
        "noticed_at": breach.noticed_at,
        "due_at": breach.authority_due_at,
        "nature": breach.what_happened,
        "categories": categories_touched(breach, tables),
        "records": {name: rows_in(name) for name in tables},
        "jewelers_affected": jewelers_affected(breach).count(),
        "jewelers_told": breach.drafts.filter(confirmed_at__isnull=False).count(),
        "contact": {"name": COMPANY.privacy_contact, "company": COMPANY.name, "email": COMPANY.email},
        "consequences": breach.consequences,
        "measures": breach.measures,
        "is_high_risk": breach.is_high_risk,
    }


def categories_touched(breach: Breach, tables: list[str]) -> list[str]:
    """Return the policy's categories of what was touched: a table's own, or all that jewelers keep."""
    kinds = {touched.kind for touched in breach.objects_touched.all()}
    found = {
        category
        for declared in declarations().values()
        if declared.model._meta.label_lower in tables
        or (declared.half is Half.PROCESSOR and kinds - {ObjectKind.RECORDS, ObjectKind.ACCOUNT})
        or (declared.model._meta.label_lower == "accounts.account" and ObjectKind.ACCOUNT in kinds)
        for category in categories_of(declared)
    }
    return sorted(LABELS[category] for category in found)


def rows_in(table: str) -> int:
    models = {model._meta.label_lower: model for model in declarations()}
    return models[table]._default_manager.count()
