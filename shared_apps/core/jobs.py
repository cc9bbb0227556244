"""The one door to the queue: a task is a row of the transaction that decided it, sent after commit.

A process killed between commit and send, or a queue that lost its memory, loses nothing: ``resend_due`` sends again
what no worker has finished. Tasks are therefore idempotent, take ids only, and carry their jeweler in the header.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from celery import Task, current_app, shared_task
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import F, Q

from shared_apps.core.clock import now
from shared_apps.core.db import CONTROLLER, PROCESSOR, Half
from shared_apps.core.errors import DomainError
from shared_apps.core.models import Job, JobRow
from shared_apps.tenancy.context import (
    current_tenant_or_none,
    jeweler_context,
    no_jeweler,
    tenant_by_id,
)

log = logging.getLogger("dialog.jobs")

Primitive = str | int | bool | None

# A bug fails eight times and is given up; what is only unavailable (a mail server, a store) is waited for a day.
MAX_ATTEMPTS = 8
PATIENCE = timedelta(hours=24)
LONGEST_WAIT = timedelta(minutes=10)
RESEND_AFTER = timedelta(minutes=5)


class JobWithoutTransaction(RuntimeError):
    """A job was enqueued outside a transaction, so it could be sent for a write that never happened."""


class JobWithoutJeweler(DomainError):
    """A jeweler's task arrived without naming the jeweler, or a controller task arrived with one."""

    message = "This task does not say whose it is."


def job_model(half: Half) -> type[JobRow]:
    return Job if half is Half.CONTROLLER else apps.get_model(settings.JEWELER_JOB_MODEL)


def enqueue(name: str, /, *, half: Half | None = None, **arguments: Primitive) -> None:
    """Queue the task ``name`` in the half that is current once its transaction commits.

    Raises JobWithoutTransaction outside an atomic block.
    """
    tenant = current_tenant_or_none()
    half = half or (Half.PROCESSOR if tenant else Half.CONTROLLER)
    alias = PROCESSOR if half is Half.PROCESSOR else CONTROLLER
    if not connections[alias].in_atomic_block:
        raise JobWithoutTransaction(name)
    job = job_model(half)._default_manager.create(name=name, arguments=arguments)
    jeweler = str(tenant.id) if tenant and half is Half.PROCESSOR else None
    transaction.on_commit(partial(send, name, arguments, job.pk, jeweler), using=alias)


def send(name: str, arguments: dict[str, Any], job: UUID, jeweler: str | None) -> None:
    """Hand the job to the queue; when the queue is down the row stays and is sent later."""
    try:
        current_app.send_task(name, kwargs=arguments, headers=headers_for(job, jeweler), argsrepr="", kwargsrepr="")
    except Exception as error:
        log.warning("queue unreachable", extra={"error": type(error).__name__, "task": name})


def headers_for(job: UUID, jeweler: str | None) -> dict[str, str]:
    return {"job": str(job)} | ({"jeweler": jeweler} if jeweler else {})


def resend_due() -> int:
    """Send again what nobody has finished: never started in time, or its worker died; return how many."""
    tenant = current_tenant_or_none()
    model = job_model(Half.PROCESSOR if tenant else Half.CONTROLLER)
    overdue = Q(leased_until=None, due_at__lt=now() - RESEND_AFTER) | Q(leased_until__lt=now())
    due = list(model._default_manager.filter(overdue, failed_at=None).order_by("pk")[:500])
    for job in due:
        model._default_manager.filter(pk=job.pk).update(due_at=now(), leased_until=None)
        send(job.name, job.arguments, job.pk, str(tenant.id) if tenant else None)
    return len(due)


def current_job() -> UUID | None:
    """Return the job this thread is running: the same each time it is tried."""
    lease = _lease.get()
    return UUID(lease.job) if lease else None


def still_working() -> None:
    """Prolong the lease of the job this thread is running, so that a long one is not taken for dead."""
    if lease := _lease.get():
        lease.prolong()


@dataclass
class Lease:
    """One worker's hold on one job row: taken once, prolonged while it works, gone when it is done."""

    model: type[JobRow]
    job: str
    next_at: datetime | None = None

    def take(self) -> bool:
        free = Q(leased_until=None) | Q(leased_until__lt=now())
        rows = self.model._default_manager.filter(free, pk=self.job, failed_at=None)
        return rows.update(leased_until=now() + self.length) == 1

    def prolong(self) -> None:
        if self.next_at is None or now() >= self.next_at:
            self.next_at = now() + self.length / 4
            self.model._default_manager.filter(pk=self.job).update(leased_until=now() + self.length)

    @property
    def length(self) -> timedelta:
        return timedelta(seconds=settings.JOB_LEASE_SECONDS)


_lease: ContextVar[Lease | None] = ContextVar("lease", default=None)


class HalfTask(Task):  # type: ignore[misc]
    """A task that holds its job row while it works, deletes it when done, and tries again when that may help.

    A message whose row is gone was finished before, and one whose row is held is being worked on: both are dropped.
    """

    abstract = True
    # The job's row counts the tries and says when it is enough.
    max_retries = None
    half: Half

    def header(self, name: str) -> str | None:
        return (self.request.headers or {}).get(name)

    def run_job(self, *args: Any, **kwargs: Any) -> Any:
        job = self.header("job")
        if job is None:
            return super().__call__(*args, **kwargs)
        lease = Lease(job_model(self.half), job)
        if not lease.take():
            return None
        token = _lease.set(lease)
        try:
            result = super().__call__(*args, **kwargs)
        except Exception as error:
            self.note_failure(lease, error)
            raise
        finally:
            _lease.reset(token)
        lease.model._default_manager.filter(pk=job).delete()
        return result

    def note_failure(self, lease: Lease, error: Exception) -> None:
        rows = lease.model._default_manager.filter(pk=lease.job)
        job = rows.first()
        if job is None:
            return
        wait = min(timedelta(seconds=2 ** min(job.attempts + 1, 16)), LONGEST_WAIT)
        is_over = gives_up(job, error)
        rows.update(
            attempts=F("attempts") + 1,
            error=type(error).__name__[:100],
            due_at=now() + wait,
            leased_until=None,
            failed_at=now() if is_over else None,
        )
        if not is_over and not self.request.is_eager:
            raise self.retry(countdown=wait.total_seconds()) from error


def gives_up(job: JobRow, error: Exception) -> bool:
    """Tell whether trying a job again can not help, or has been tried for long enough."""
    if not isinstance(error, DomainError):
        return job.attempts + 1 >= MAX_ATTEMPTS
    return error.permanent or now() - job.created_at > PATIENCE


class ControllerTask(HalfTask):
    abstract = True
    half = Half.CONTROLLER

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.header("jeweler"):
            raise JobWithoutJeweler
        with no_jeweler():
            return self.run_job(*args, **kwargs)


class JewelerTask(HalfTask):
    abstract = True
    half = Half.PROCESSOR

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        jeweler = self.header("jeweler")
        if jeweler is None:
            raise JobWithoutJeweler
        with jeweler_context(tenant_by_id(UUID(jeweler))):
            return self.run_job(*args, **kwargs)


def _task(base: type[HalfTask], name: str, **options: Any) -> Callable[[Callable[..., Any]], Task]:
    declared: Callable[[Callable[..., Any]], Task] = shared_task(
        name=name, base=base, ignore_result=True, acks_late=True, reject_on_worker_lost=True, **options
    )
    return declared


def controller_task(name: str, **options: Any) -> Callable[[Callable[..., Any]], Task]:
    """Declare a task of the controller half; a message that names a jeweler is refused."""
    return _task(ControllerTask, name, **options)


def jeweler_task(name: str, **options: Any) -> Callable[[Callable[..., Any]], Task]:
    """Declare a task that runs as the jeweler named in its header; a message without one is refused."""
    return _task(JewelerTask, name, **options)
