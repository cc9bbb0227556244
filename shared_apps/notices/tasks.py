from __future__ import annotations

from shared_apps.core.jobs import controller_task
from shared_apps.notices import operations


@controller_task("notices.deliver")
def deliver(*, delivery_id: str) -> None:
    """Send one notice to one address."""
    operations.deliver(delivery_id=delivery_id)
