from __future__ import annotations

from shared_apps.core import jobs
from shared_apps.core.rounds import in_each
from shared_apps.tenancy.context import open_tenants


@jobs.controller_task("core.resend_jobs")
def resend_jobs(**_unknown: object) -> None:
    jobs.resend_due()


@jobs.controller_task("core.resend_jewelers_jobs")
def resend_jewelers_jobs(**_unknown: object) -> None:
    in_each(open_tenants(), jobs.resend_due)
