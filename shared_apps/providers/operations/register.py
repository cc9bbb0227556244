"""Entering providers, proposing what is to change of them, and letting them go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.providers.enums import OPEN_CHANGE, ChangeKind, ChangeState, ProviderState
from shared_apps.providers.facts import Facts, as_json, checked, checked_key, facts_of, material_kinds, missing
from shared_apps.providers.models import Provider, ProviderChange
from shared_apps.providers.operations.editions import keep_edition, locked, staff_only, write
from shared_apps.providers.registry import declared_providers

NEW_USES = {ChangeKind.NEW_PURPOSE, ChangeKind.NEW_DATA, ChangeKind.NEW_COUNTRY}


class KeyTaken(DomainError):
    message = "Another provider has this key."


class NothingChanged(DomainError):
    message = "Nothing would change."


class AnotherChangeIsOpen(DomainError):
    message = "Another change of this provider is on its way. Finish it or withdraw it first."


class ReviewOverdue(DomainError):
    message = "The review of this provider is overdue. Review it before it is used for anything new."


class ProviderNotActive(DomainError):
    message = "This provider is not active."


class JewelersAreHere(DomainError):
    message = "There are jewelers to tell: each provider has to be announced in the console."


@controller_atomic()
def enter_provider(key: str, told: Mapping[str, Any], *, by: Actor, replaces: Provider | None = None) -> Provider:
    """Enter a provider as proposed, with the change that will make it active once jewelers were told."""
    staff_only(by)
    return _enter(checked_key(key), checked(told), by=by, replaces=replaces)


def _enter(key: str, facts: Facts, *, by: Actor, replaces: Provider | None = None) -> Provider:
    if Provider.objects.filter(key=key).exists():
        raise KeyTaken
    is_in_house = bool(facts.get("is_in_house"))
    today = localdate(now())
    standing: dict[str, Any] = {"state": ProviderState.ACTIVE, "active_from": today} if is_in_house else {}
    provider = Provider.objects.create(key=key, **facts, **standing)
    if not is_in_house:
        kind = ChangeKind.REPLACED_PROVIDER if replaces else ChangeKind.NEW_PROVIDER
        after = as_json(facts_of(provider))
        ProviderChange.objects.create(
            provider=provider, replaces=replaces, kinds=[kind], after=after, proposed_by_id=by.actor_id
        )
    keep_edition(provider, by=by)
    record("providers.provider.entered", provider, by=by, key=key)
    return provider


@controller_atomic()
def propose_change(provider: Provider, told: Mapping[str, Any], *, by: Actor) -> ProviderChange | None:
    """Change a provider at once where jewelers need not be told, or else propose the change and return it.

    Raises ProviderFactsRefused, NothingChanged, ReviewOverdue, AnotherChangeIsOpen.
    """
    staff_only(by)
    provider = locked(provider.pk)
    before = facts_of(provider)
    facts = {name: value for name, value in checked(told).items() if value != before[name]}
    if not facts:
        raise NothingChanged
    if provider.state == ProviderState.RETIRED:
        raise ProviderNotActive
    kinds = material_kinds(before, before | facts)
    pending = ProviderChange.objects.select_for_update().filter(provider=provider, state__in=OPEN_CHANGE).first()
    if provider.state == ProviderState.PROPOSED and pending and pending.state == ChangeState.PROPOSED:
        return _correct(provider, pending, facts, by=by)
    if not kinds:
        write(provider, facts, by=by)
        record("providers.provider.kept_up", provider, by=by, key=provider.key, facts=",".join(sorted(facts)))
        return None
    if pending:
        raise AnotherChangeIsOpen
    if provider.is_review_overdue and NEW_USES & set(kinds):
        raise ReviewOverdue
    change = ProviderChange.objects.create(
        provider=provider,
        kinds=kinds,
        before=as_json({name: before[name] for name in facts}),
        after=as_json(facts),
        proposed_by_id=by.actor_id,
    )
    record("providers.change.proposed", change, by=by, key=provider.key, kinds=",".join(kinds))
    return change


def _correct(provider: Provider, change: ProviderChange, facts: Facts, *, by: Actor) -> ProviderChange:
    """Correct a provider nobody was told of yet."""
    write(provider, facts, by=by)
    change.after = as_json(facts_of(provider))
    change.save(update_fields=["after"])
    record("providers.provider.kept_up", provider, by=by, key=provider.key, facts=",".join(sorted(facts)))
    return change


@controller_atomic()
def retire_provider(provider: Provider, *, by: Actor) -> Provider:
    """Let a provider go: from now on nothing leaves for it. Raises ProviderNotActive, AnotherChangeIsOpen."""
    staff_only(by)
    provider = locked(provider.pk)
    if provider.state != ProviderState.ACTIVE:
        raise ProviderNotActive
    if ProviderChange.objects.filter(provider=provider, state__in=OPEN_CHANGE).exists():
        raise AnotherChangeIsOpen
    write(provider, {"state": ProviderState.RETIRED, "retired_on": localdate(now())}, by=by)
    record("providers.provider.retired", provider, by=by, key=provider.key)
    return provider


@controller_atomic()
def sync_providers() -> int:
    """Enter providers that are declared and not yet known; return how many. In-house ones are active at once.

    An outside provider enters as proposed: people are told first, and it becomes active by an act of its own.
    """
    entered = 0
    for declared in declared_providers():
        key, facts = checked_key(declared["key"]), checked({k: v for k, v in declared.items() if k != "key"})
        provider = Provider.objects.select_for_update().filter(key=key).first()
        if provider is None:
            _enter(key, facts, by=SYSTEM)
            entered += 1
        elif provider.is_in_house and any(getattr(provider, name) != value for name, value in facts.items()):
            write(provider, facts, by=SYSTEM)
    for provider in Provider.objects.select_for_update(of=["self"]).filter(editions=None).order_by("key"):
        keep_edition(provider, by=SYSTEM)
    return entered


@controller_atomic()
def activate_first_providers() -> list[str]:
    """Make what is declared active in an installation without jewelers: there is nobody to be told.

    Raises JewelersAreHere as soon as one was ever invited; returns the keys of those made active. What is not
    complete or under contract stays proposed.
    """
    if Jeweler.objects.exclude(state=JewelerState.DELETED).exists():
        raise JewelersAreHere
    activated = []
    for provider in Provider.objects.select_for_update().filter(state=ProviderState.PROPOSED).order_by("key"):
        if not missing(facts_of(provider)):
            _activate_first(provider, localdate(now()))
            activated.append(provider.key)
    return activated


def _activate_first(provider: Provider, today: date) -> None:
    change = ProviderChange.objects.select_for_update().filter(provider=provider, state__in=OPEN_CHANGE).first()
    if change:
        values = {"noticed_at": now(), "object_until": today, "effective_on": today, "settled_at": now()}
        for name, value in (values | {"state": ChangeState.EFFECTIVE}).items():
            setattr(change, name, value)
        change.save()
    write(provider, {"state": ProviderState.ACTIVE, "active_from": today}, by=SYSTEM, change=change)
    record("providers.provider.activated_first", provider, by=SYSTEM, key=provider.key)
