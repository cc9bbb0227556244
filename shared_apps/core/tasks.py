from __future__ import annotations

from shared_apps.core import jobs
from shared_apps.tenancy.context import active_tenants, jeweler_context


@jobs.controller_task("core.resend_jobs")
def resend_jobs(**_unknown: object) -> None:
    jobs.resend_due()


@jobs.controller_task("core.resend_jewelers_jobs")
def resend_jewelers_jobs(**_unknown: object) -> None:
    for tenant in active_tenants():
        with jeweler_context(tenant):
            jobs.resend_due()
