from __future__ import annotations

from uuid import UUID

from shared_apps.core.jobs import controller_task, jeweler_task
from shared_apps.core.rounds import in_each
from shared_apps.tenancy.context import active_tenants
from tenant_apps.library import operations


@jeweler_task("library.ingest_file")
def ingest_file(*, file_id: str, **_unknown: object) -> None:
    operations.ingest_file(UUID(file_id))


@jeweler_task("library.erase_file")
def erase_file(*, file_id: str, **_unknown: object) -> None:
    operations.erase_file(UUID(file_id))


@controller_task("library.sweep_jewelers")
def sweep_jewelers(**_unknown: object) -> None:
    in_each(active_tenants(), operations.sweep_unattached)
