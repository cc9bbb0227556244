from __future__ import annotations

from uuid import UUID

from shared_apps.core.jobs import controller_task
from shared_apps.core.rounds import in_each
from shared_apps.jewelers import operations, readings
from shared_apps.tenancy.context import current_tenant, open_tenants


@controller_task("jewelers.finish_opening")
def finish_opening(*, jeweler_id: str, **_unknown: object) -> None:
    operations.finish_opening(UUID(jeweler_id))


@controller_task("jewelers.apply_admission")
def apply_admission(*, jeweler_id: str, **_unknown: object) -> None:
    operations.apply_admission(UUID(jeweler_id))


@controller_task("jewelers.take_readings", time_limit=6 * 3600)
def take_readings(**_unknown: object) -> None:
    in_each(open_tenants(), lambda: readings.take_reading(current_tenant()))
