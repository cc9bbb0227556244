from __future__ import annotations

from uuid import UUID

from shared_apps.core.actors import KnownActor
from shared_apps.core.jobs import controller_task
from shared_apps.support import operations


@controller_task("support.carry_note")
def carry_note(*, grant_id: str, event: str, by_kind: str, by_id: str, **_unknown: object) -> None:
    operations.carry_note(grant_id=UUID(grant_id), event=event, by=KnownActor(by_kind, UUID(by_id)))
