"""Looks at each workspace from outside: how much it holds and whether it is well. Whole numbers cross, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime

from django.db.models import Max
from django.db.utils import Error as DatabaseError

from shared_apps.accounts.models import Account
from shared_apps.core import crossings
from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.jewelers.models import Backup, Health, UsageReading
from shared_apps.storage import objects
from shared_apps.tenancy.context import Tenant

COUNT = "dashboard.count"


@dataclass(frozen=True)
class Counts:
    """Everything a workspace tells of itself; ``behind`` counts migrations, ``exported`` is a Unix time or 0."""

    members: int
    clients: int
    designs: int
    files: int
    bytes: int
    mails: int
    jobs: int
    failed_jobs: int
    behind: int
    exported: int


NAMES = tuple(field.name for field in fields(Counts))
USAGE = NAMES[:7]


class NotCounts(TypeError):
    """A workspace answered with something that is not a whole number: nothing of it is kept."""


def count(tenant: Tenant) -> Counts:
    """Ask a workspace for its numbers; raises NotCounts when it tells anything else."""
    told = crossings.call(COUNT, tenant)
    if type(told) is not dict or set(told) != set(NAMES):
        raise NotCounts
    if any(type(value) is not int or value < 0 for value in told.values()):
        raise NotCounts
    return Counts(**told)


def take_reading(tenant: Tenant) -> None:
    """Note today's numbers and health of one workspace; the last look of a day stays."""
    try:
        counts = count(tenant)
    except DatabaseError:
        _keep_health(tenant, None, stores=_stores(tenant))
        return
    _keep(tenant, counts, stores=_stores(tenant))


@controller_atomic()
def _keep(tenant: Tenant, counts: Counts, *, stores: bool) -> None:
    today = now().astimezone(UTC).date()
    values = {name: getattr(counts, name) for name in USAGE}
    UsageReading.objects.update_or_create(jeweler_id=tenant.id, day=today, defaults=values)
    _keep_health(tenant, counts, stores=stores)


@controller_atomic()
def _keep_health(tenant: Tenant, counts: Counts | None, *, stores: bool) -> None:
    owners = Account.objects.filter(memberships__jeweler_id=tenant.id, memberships__role=Role.OWNER)
    signed_in = owners.aggregate(at=Max("last_login"))["at"]
    values = {
        "checked_at": now(),
        "answers": counts is not None,
        "stores": stores,
        "owner_signed_in_on": signed_in.date() if signed_in else None,
    }
    if counts is not None:
        exported_at = datetime.fromtimestamp(counts.exported, UTC) if counts.exported else None
        values |= {"behind": counts.behind, "failed_jobs": counts.failed_jobs, "exported_at": exported_at}
    Health.objects.update_or_create(jeweler_id=tenant.id, defaults=values)


def _stores(tenant: Tenant) -> bool:
    """Tell whether the object store answers for a jeweler's part of it."""
    try:
        next(iter(objects.list_objects(tenant)), None)
    except (OSError, DomainError):
        return False
    return True


@controller_atomic()
def note_backup(finished_at: datetime, *, by: Actor) -> Backup:
    """Note that a backup of everything was finished."""
    backup = Backup.objects.create(finished_at=finished_at)
    record("jewelers.backup.noted", backup, by=by)
    return backup
