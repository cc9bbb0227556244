from __future__ import annotations

from shared_apps.core.jobs import jeweler_task
from tenant_apps.privacy import operations


@jeweler_task("privacy.run_export", time_limit=6 * 3600)
def run_export(*, export_id: str, **_unknown: object) -> None:
    operations.run_export(export_id=export_id)


@jeweler_task("privacy.expire_exports")
def expire_exports(**_unknown: object) -> None:
    operations.expire_exports()
