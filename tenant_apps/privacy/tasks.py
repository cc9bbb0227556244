from __future__ import annotations

from shared_apps.core.jobs import controller_task, jeweler_task
from shared_apps.core.rounds import in_each
from shared_apps.tenancy.context import open_tenants
from tenant_apps.privacy import operations


@jeweler_task("privacy.run_export", time_limit=6 * 3600)
def run_export(*, export_id: str, **_unknown: object) -> None:
    operations.run_export(export_id=export_id)


@controller_task("privacy.expire_exports")
def expire_exports(**_unknown: object) -> None:
    in_each(open_tenants(), operations.expire_exports)
