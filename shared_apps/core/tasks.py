from __future__ import annotations

from shared_apps.core import jobs
from shared_apps.tenancy.context import jeweler_context, open_tenants


@jobs.controller_task("core.resend_jobs")
def resend_jobs(**_unknown: object) -> None:
    jobs.resend_due()


@jobs.controller_task("core.resend_jewelers_jobs")
def resend_jewelers_jobs(**_unknown: object) -> None:
    for tenant in open_tenants():
        with jeweler_context(tenant):
            jobs.resend_due()
