from __future__ import annotations

import logging
from uuid import UUID

from shared_apps.core.jobs import controller_task, jeweler_task
from shared_apps.tenancy.context import active_tenants, jeweler_context
from tenant_apps.library import operations

log = logging.getLogger("dialog.library")


@jeweler_task("library.ingest_file")
def ingest_file(*, file_id: str, **_unknown: object) -> None:
    operations.ingest_file(UUID(file_id))


@jeweler_task("library.erase_file")
def erase_file(*, file_id: str, **_unknown: object) -> None:
    operations.erase_file(UUID(file_id))


@controller_task("library.sweep_jewelers")
def sweep_jewelers(**_unknown: object) -> None:
    """Sweep every workspace; one that fails does not keep the others from theirs."""
    for tenant in active_tenants():
        try:
            with jeweler_context(tenant):
                operations.sweep_unattached()
        except Exception as error:
            log.warning("sweep failed", extra={"error": type(error).__name__, "tenant": str(tenant.id)})
