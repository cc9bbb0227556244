"""Rounds: the same small act in every workspace."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

from shared_apps.tenancy.context import Tenant, jeweler_context

log = logging.getLogger("dialog.rounds")


def in_each(tenants: Iterable[Tenant], act: Callable[[], object]) -> None:
    """Act as each jeweler in turn; one workspace that fails does not keep the others from theirs."""
    for tenant in tenants:
        try:
            with jeweler_context(tenant):
                act()
        except Exception as error:
            log.warning("round failed", extra={"error": type(error).__name__, "tenant": str(tenant.id)})
