from __future__ import annotations

from uuid import UUID

from shared_apps.core.actors import SYSTEM, KnownActor
from shared_apps.core.jobs import controller_task
from shared_apps.retention import operations


@controller_task("retention.sweep", time_limit=6 * 3600)
def sweep(*, is_trial: bool = False, by_id: str | None = None, **_unknown: object) -> None:
    operations.sweep_unless_running(is_trial=is_trial, by=KnownActor("account", UUID(by_id)) if by_id else SYSTEM)


@controller_task("retention.watch")
def watch(**_unknown: object) -> None:
    operations.watch()


@controller_task("retention.tell_staff")
def tell_staff(*, alarm_id: str, **_unknown: object) -> None:
    operations.tell_staff(alarm_id=alarm_id)
