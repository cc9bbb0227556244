from __future__ import annotations

from uuid import UUID

from shared_apps.core.jobs import controller_task
from shared_apps.providers import operations


@controller_task("providers.send_list")
def send_list(*, reply_id: str) -> None:
    """Send the list of providers to whoever asked for it."""
    operations.send_list(UUID(reply_id))
