from __future__ import annotations

from shared_apps.core.jobs import controller_task
from shared_apps.tenancy import provisioning


@controller_task("tenancy.top_up_spares")
def top_up_spares(**_unknown: object) -> None:
    provisioning.top_up_spares()
