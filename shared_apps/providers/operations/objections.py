"""A jeweler's objection: by an owner, effective at once, for that jeweler alone."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.db import transaction

from shared_apps.accounts.models import Account, Membership
from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.providers.enums import ChangeKind, ChangeState, ProviderState
from shared_apps.providers.models import Objection, Provider, ProviderChange
from shared_apps.providers.operations.editions import locked
from shared_apps.providers.standing import forget_standings


class NotAnOwner(DomainError):
    message = "Only an owner of the workspace can object."


class NothingToObjectTo(DomainError):
    message = "This provider is not used and no change of it is announced."


class ObjectionNotStanding(DomainError):
    message = "This objection was taken back already."


@controller_atomic()
def raise_objection(
    jeweler_id: UUID, provider: Provider, *, by: Account, change: ProviderChange | None = None, reason: str = ""
) -> Objection:
    """Object in the jeweler's name to a provider, or to one announced change of it; objecting again changes nothing.

    Nothing of this jeweler's goes there while it stands: to a provider at once, to a change once that takes effect.
    """
    _owner_only(jeweler_id, by)
    provider = locked(provider.pk)
    if change is not None:
        change = ProviderChange.objects.get(pk=change.pk, provider=provider)
    in_question = {ChangeState.NOTICED, ChangeState.EFFECTIVE}
    if change.state not in in_question if change else provider.state != ProviderState.ACTIVE:
        raise NothingToObjectTo
    objection, is_new = Objection.objects.get_or_create(
        jeweler_id=jeweler_id,
        provider=provider,
        change=change,
        withdrawn_at=None,
        defaults={
            "purposes": _purposes(change),
            "reason": reason.strip()[:500],
            "raised_by": by,
            "raised_at": now(),
        },
    )
    if is_new:
        record("providers.objection.raised", objection, by=by, jeweler=str(jeweler_id), key=provider.key)
        transaction.on_commit(partial(forget_standings, provider.key), using=CONTROLLER)
    return objection


@controller_atomic()
def withdraw_objection(objection: Objection, *, by: Account) -> Objection:
    """Take an objection back; from now on the provider is used for this jeweler again."""
    _owner_only(objection.jeweler_id, by)
    objection = Objection.objects.select_for_update().select_related("provider").get(pk=objection.pk)
    if objection.withdrawn_at is not None:
        raise ObjectionNotStanding
    objection.withdrawn_at, objection.withdrawn_by = now(), by
    objection.save(update_fields=["withdrawn_at", "withdrawn_by"])
    key = objection.provider.key
    record("providers.objection.withdrawn", objection, by=by, jeweler=str(objection.jeweler_id), key=key)
    transaction.on_commit(partial(forget_standings, key), using=CONTROLLER)
    return objection


def _purposes(change: ProviderChange | None) -> list[str]:
    """Return the purposes an objection stops, none meaning all: a change by purposes alone leaves the old ones be."""
    if change is None or change.kinds != [ChangeKind.NEW_PURPOSE]:
        return []
    return sorted(set(change.after["purposes"]) - set(change.before["purposes"]))


def _owner_only(jeweler_id: UUID, by: Account) -> None:
    if not Membership.objects.filter(account=by, jeweler_id=jeweler_id, role=Role.OWNER).exists():
        raise NotAnOwner
