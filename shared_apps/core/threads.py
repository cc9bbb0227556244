"""Work beside the work: a thread that stands where its caller stands, and keeps no connection."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from contextvars import copy_context

from django.db import connections

from shared_apps.tenancy.context import Tenant, current_tenant_or_none, jeweler_context


def beside[**Given, Answer](
    hands: Executor, act: Callable[Given, Answer], *args: Given.args, **options: Given.kwargs
) -> Future[Answer]:
    """Run an act in another thread, in the workspace this one is in; a connection it opened goes back to its pool."""
    tenant = current_tenant_or_none()
    return hands.submit(copy_context().run, lambda: _tidied(tenant, lambda: act(*args, **options)))


def _tidied[Answer](tenant: Tenant | None, act: Callable[[], Answer]) -> Answer:
    try:
        with jeweler_context(tenant) if tenant else nullcontext():
            return act()
    finally:
        connections.close_all()
