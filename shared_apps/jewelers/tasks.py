from __future__ import annotations

from uuid import UUID

from shared_apps.core.jobs import controller_task
from shared_apps.jewelers import operations


@controller_task("jewelers.finish_opening")
def finish_opening(*, jeweler_id: str, **_unknown: object) -> None:
    operations.finish_opening(UUID(jeweler_id))


@controller_task("jewelers.apply_admission")
def apply_admission(*, jeweler_id: str, **_unknown: object) -> None:
    operations.apply_admission(UUID(jeweler_id))
