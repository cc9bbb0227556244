"""Whom a breach concerns: computed from what it touched, so that nobody is told who is not concerned (P57)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import QuerySet

from shared_apps.accounts.models import Account, Membership
from shared_apps.core.datamap import declarations
from shared_apps.core.db import Half
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.providers.models import Provider
from shared_apps.registers.enums import ObjectKind
from shared_apps.registers.models import Breach
from shared_apps.tenancy.models import TenantSchema

HOLDING = (JewelerState.ACTIVE, JewelerState.SUSPENDED, JewelerState.ARCHIVED)
FILE_KEY = re.compile(r"t/(?P<jeweler>[0-9a-f-]{36})/.+")
type Found = QuerySet[Any, UUID] | set[UUID]


def jewelers_affected(breach: Breach) -> QuerySet[Jeweler]:
    """Return the jewelers whose data the breach touched, those we hold data of; by name."""
    ids: set[UUID] = set()
    for touched in breach.objects_touched.all():
        ids |= set(BEHIND[touched.kind](touched.name))
    return _holding().filter(pk__in=ids).order_by("name", "pk")


def _holding() -> QuerySet[Jeweler]:
    return Jeweler.objects.filter(state__in=HOLDING)


def _of_workspace(name: str) -> Found:
    return _holding().filter(slug=name).values_list("pk", flat=True)


def _of_account(name: str) -> Found:
    return Membership.objects.filter(account__email__iexact=name).values_list("jeweler_id", flat=True)


def _of_file(name: str) -> Found:
    found = FILE_KEY.fullmatch(name)
    return {UUID(found["jeweler"])} if found else set()


def _of_provider(name: str) -> Found:
    known = Provider.objects.filter(key=name).exists()
    return _holding().values_list("pk", flat=True) if known else set()


def _of_node(name: str) -> Found:
    schemas = TenantSchema.objects.filter(node=name, jeweler_id__isnull=False)
    return {key for key in schemas.values_list("jeweler_id", flat=True) if key is not None}


def _everybody(_name: str) -> Found:
    return _holding().values_list("pk", flat=True)


def _of_records(name: str) -> Found:
    """Return the jewelers our own table speaks of; what it says of other people is in the authority's form."""
    model = apps.get_model(name)
    names = [field.name for field in model._meta.concrete_fields if field.related_model is Jeweler]
    return {key for field in names for key in model._default_manager.values_list(field, flat=True) if key is not None}


BEHIND: dict[str, Callable[[str], Found]] = {
    ObjectKind.WORKSPACE: _of_workspace,
    ObjectKind.ACCOUNT: _of_account,
    ObjectKind.FILE: _of_file,
    ObjectKind.PROVIDER: _of_provider,
    ObjectKind.NODE: _of_node,
    ObjectKind.EVERYTHING: _everybody,
    ObjectKind.RECORDS: _of_records,
}


def is_known(kind: str, name: str) -> bool:
    """Whether there is such a thing: a name mistyped must not make a breach concern nobody."""
    checks: dict[str, Callable[[], bool]] = {
        ObjectKind.WORKSPACE: lambda: Jeweler.objects.filter(slug=name).exists(),
        ObjectKind.ACCOUNT: lambda: Account.objects.filter(email__iexact=name).exists(),
        ObjectKind.FILE: lambda: Jeweler.objects.filter(pk__in=_of_file(name)).exists(),
        ObjectKind.PROVIDER: lambda: Provider.objects.filter(key=name).exists(),
        ObjectKind.NODE: lambda: TenantSchema.objects.filter(node=name).exists(),
        ObjectKind.EVERYTHING: lambda: name == "",
        ObjectKind.RECORDS: lambda: name in our_tables(),
    }
    return checks[kind]()


def our_tables() -> list[str]:
    """Return the names of the controller half's tables."""
    ours = [model for model, declared in declarations().items() if declared.half is Half.CONTROLLER]
    return sorted(model._meta.label_lower for model in ours)
