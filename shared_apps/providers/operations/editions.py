"""What every write of the register ends with: the row, its new edition, and the gate's memory cleared."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from shared_apps.accounts.models import Account
from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.providers.facts import as_json, facts_of
from shared_apps.providers.listing import current_document, sha256_of
from shared_apps.providers.models import Annex, Edition, Provider, ProviderChange
from shared_apps.providers.standing import forget_standings


class StaffOnly(DomainError):
    message = "Only DIA'LOG staff keep the register of providers."


def staff_only(by: Actor) -> None:
    """Refuse anyone who is not staff now."""
    if by.actor_id is None or not Account.objects.filter(pk=by.actor_id, is_staff=True, is_active=True).exists():
        raise StaffOnly


def locked(pk: UUID) -> Provider:
    """Lock a provider: the first lock of every write here, so that two people wait for each other in one order."""
    return Provider.objects.select_for_update().get(pk=pk)


def locked_change(pk: UUID) -> tuple[Provider, ProviderChange]:
    """Lock the provider of a change, then the change."""
    provider = locked(ProviderChange.objects.values_list("provider_id", flat=True).get(pk=pk))
    return provider, ProviderChange.objects.select_for_update().get(pk=pk)


def write(provider: Provider, values: dict[str, Any], *, by: Actor, change: ProviderChange | None = None) -> Provider:
    """Write values into a provider and keep how it stands from now on."""
    for name, value in values.items():
        setattr(provider, name, value)
    if values:
        provider.save(update_fields=list(values))
    keep_edition(provider, by=by, change=change)
    return provider


def keep_edition(provider: Provider, *, by: Actor, change: ProviderChange | None = None) -> None:
    """Add the next edition of a provider that is locked or new."""
    last = provider.editions.order_by("-number").values_list("number", flat=True).first() or 0
    snapshot = as_json(facts_of(provider)) | {"key": provider.key}
    days = {"active_from": provider.active_from, "retired_on": provider.retired_on}
    Edition.objects.create(
        provider=provider,
        number=last + 1,
        valid_from=now(),
        state=provider.state,
        snapshot=snapshot | as_json(days),
        change=change,
        made_by_id=by.actor_id,
    )
    keep_annex(localdate(now()))
    transaction.on_commit(partial(forget_standings, provider.key), using=CONTROLLER)


@controller_atomic()
def keep_annex(day: date) -> Annex:
    """Keep the list as of a day under its hash; the same list is kept once."""
    document = current_document(day)
    annex, _ = Annex.objects.get_or_create(sha256=sha256_of(document), defaults={"document": document})
    return annex
