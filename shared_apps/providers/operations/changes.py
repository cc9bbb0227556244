"""The way of a material change: proposed, told to every jeweler, in effect after the window; or, by two people, now."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.notices.models import Delivery, DeliveryState
from shared_apps.notices.operations import give_notice
from shared_apps.notices.queries import privacy_contacts
from shared_apps.providers.enums import NAMED_COUNTRIES, ChangeState, ProviderState
from shared_apps.providers.facts import checked, facts_of, missing
from shared_apps.providers.models import Provider, ProviderChange
from shared_apps.providers.operations.editions import locked_change, staff_only, write
from shared_apps.providers.operations.register import ReviewOverdue

NOTICE, EMERGENCY_NOTICE, WITHDRAWAL_NOTICE = (
    "providers.change_notice",
    "providers.emergency_notice",
    "providers.withdrawal_notice",
)
LOST = (DeliveryState.BOUNCED, DeliveryState.FAILED)


class ChangeNotOpen(DomainError):
    message = "This change is no longer at this step. Somebody else may have moved it on."


class ProviderIncomplete(DomainError):
    message = "Something is missing that jewelers must be told."


class PolicyCheckNeeded(DomainError):
    message = "A country is not named in the policy. Say that the policy was checked for it."


class WindowStillOpen(DomainError):
    message = "Jewelers can still object; the change may take effect after the window."


class NoticeStillGoingOut(DomainError):
    message = "Not every notice has gone out yet."


class NoticeNotDelivered(DomainError):
    message = "A jeweler could not be reached. Mend its contact and tell it again first."


class NoEmergencyAsked(DomainError):
    message = "Nobody asked for this change to take effect at once."


class SamePersonTwice(DomainError):
    message = "A second person has to confirm it."


@controller_atomic()
def give_change_notice(change: ProviderChange, *, by: Actor, policy_checked: bool = False) -> ProviderChange:
    """Tell every jeweler of a change; called again it tells those not reached yet, and gives them the whole window.

    Raises ChangeNotOpen, ProviderIncomplete, PolicyCheckNeeded.
    """
    staff_only(by)
    provider, change = locked_change(change.pk)
    if change.state not in {ChangeState.PROPOSED, ChangeState.NOTICED}:
        raise ChangeNotOpen
    if change.state == ChangeState.PROPOSED:
        _refuse_unready(provider, change, policy_checked=policy_checked)
        if provider.state == ProviderState.PROPOSED:
            write(provider, {"state": ProviderState.NOTICED}, by=by, change=change)
        _set(change, state=ChangeState.NOTICED, noticed_at=now(), noticed_by_id=by.actor_id, **_window())
        record("providers.change.noticed", change, by=by, key=provider.key)
    reached = _jewelers_reached(change)
    give_notice(NOTICE, change, to=privacy_contacts(), by=by)
    if reached and _jewelers_reached(change) - reached:
        _set(change, **_window())
    return change


@controller_atomic()
def activate_change(change: ProviderChange, *, by: Actor) -> ProviderChange:
    """Let a change take effect after the last day of its window.

    Raises ChangeNotOpen, WindowStillOpen, NoticeStillGoingOut, NoticeNotDelivered, ReviewOverdue.
    """
    staff_only(by)
    provider, change = locked_change(change.pk)
    if change.state != ChangeState.NOTICED:
        raise ChangeNotOpen
    today = localdate(now())
    if change.may_still_be_objected_to or (change.effective_on and today < change.effective_on):
        raise WindowStillOpen
    _refuse_untold(change)
    _take_effect(provider, change, by=by)
    record("providers.change.activated", change, by=by, key=provider.key)
    return change


@controller_atomic()
def withdraw_change(change: ProviderChange, *, by: Actor) -> ProviderChange:
    """Give a change up; those who were told of it are told that it does not happen."""
    staff_only(by)
    provider, change = locked_change(change.pk)
    if not change.is_open:
        raise ChangeNotOpen
    was_told = change.state == ChangeState.NOTICED
    _set(change, state=ChangeState.WITHDRAWN, settled_at=now(), settled_by_id=by.actor_id)
    if provider.state in {ProviderState.PROPOSED, ProviderState.NOTICED}:
        write(provider, {"state": ProviderState.RETIRED, "retired_on": localdate(now())}, by=by, change=change)
    if was_told:
        give_notice(WITHDRAWAL_NOTICE, change, to=privacy_contacts(_jewelers_told(change)), by=by)
    record("providers.change.withdrawn", change, by=by, key=provider.key)
    return change


@controller_atomic()
def ask_emergency(change: ProviderChange, *, reason: str, by: Actor) -> ProviderChange:
    """Ask that a change take effect at once; somebody else has to confirm it."""
    staff_only(by)
    _provider, change = locked_change(change.pk)
    if not change.is_open:
        raise ChangeNotOpen
    if not reason.strip():
        raise ProviderIncomplete("Say why it cannot wait.")
    _set(change, emergency_reason=reason.strip()[:500], emergency_asked_by_id=by.actor_id)
    record("providers.change.emergency_asked", change, by=by)
    return change


@controller_atomic()
def confirm_emergency(change: ProviderChange, *, by: Actor, policy_checked: bool = False) -> ProviderChange:
    """Confirm it as a second person: jewelers are told at once, and may still object.

    Raises ChangeNotOpen, NoEmergencyAsked, SamePersonTwice, ProviderIncomplete, PolicyCheckNeeded.
    """
    staff_only(by)
    provider, change = locked_change(change.pk)
    if not change.is_open:
        raise ChangeNotOpen
    if change.emergency_asked_by_id is None:
        raise NoEmergencyAsked
    if change.emergency_asked_by_id == by.actor_id:
        raise SamePersonTwice
    if change.state == ChangeState.PROPOSED:
        _refuse_unready(provider, change, policy_checked=policy_checked)
        _set(change, noticed_at=now(), noticed_by_id=by.actor_id, **_window())
    _set(change, emergency_confirmed_by_id=by.actor_id, effective_on=localdate(now()))
    _take_effect(provider, change, by=by)
    give_notice(EMERGENCY_NOTICE, change, to=privacy_contacts(), by=by)
    record("providers.change.activated_at_once", change, by=by, key=provider.key)
    return change


def _take_effect(provider: Provider, change: ProviderChange, *, by: Actor) -> None:
    today = localdate(now())
    review_on = _after(provider, change)["review_on"]
    if not provider.is_in_house and review_on is not None and review_on < today:
        raise ReviewOverdue
    values: dict[str, Any] = {}
    if provider.state == ProviderState.ACTIVE:
        values = checked(change.after)
    else:
        values = {"state": ProviderState.ACTIVE, "active_from": today}
    _set(change, state=ChangeState.EFFECTIVE, settled_at=now(), settled_by_id=by.actor_id)
    write(provider, values, by=by, change=change)


def _after(provider: Provider, change: ProviderChange) -> dict[str, Any]:
    """Return the facts as they will be; of a provider not active yet its row is what will be."""
    is_new = provider.state != ProviderState.ACTIVE
    return facts_of(provider) | ({} if is_new else checked(change.after))


def _refuse_unready(provider: Provider, change: ProviderChange, *, policy_checked: bool) -> None:
    after = _after(provider, change)
    if lacking := missing(after):
        names = ", ".join(name.replace("_", " ") for name in lacking)
        raise ProviderIncomplete(f"Jewelers must be told everything, and we must hold the proof. Missing: {names}.")
    if set(after["locations"]) - NAMED_COUNTRIES and not policy_checked:
        raise PolicyCheckNeeded


def _refuse_untold(change: ProviderChange) -> None:
    deliveries = Delivery.objects.filter(notice__about_id=change.pk, notice__mail_kind=NOTICE)
    if deliveries.filter(state=DeliveryState.WAITING).exists():
        raise NoticeStillGoingOut
    if _jewelers_told(change) - _jewelers_reached(change):
        raise NoticeNotDelivered


def _jewelers_told(change: ProviderChange) -> set[UUID]:
    told = Delivery.objects.filter(notice__about_id=change.pk, jeweler__isnull=False)
    return set(told.values_list("jeweler_id", flat=True))


def _jewelers_reached(change: ProviderChange) -> set[UUID]:
    told = Delivery.objects.filter(notice__about_id=change.pk, jeweler__isnull=False).exclude(state__in=LOST)
    return set(told.values_list("jeweler_id", flat=True))


def _window() -> dict[str, date]:
    last = localdate(now()) + timedelta(days=settings.OBJECTION_DAYS)
    return {"object_until": last, "effective_on": last + timedelta(days=1)}


def _set(change: ProviderChange, **values: Any) -> None:
    for name, value in values.items():
        setattr(change, name, value)
    change.save(update_fields=list(values))
