"""Makes, keeps and forgets copies of the whole workspace."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import PROCESSOR, jeweler_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue, still_working
from shared_apps.storage import objects
from shared_apps.storage.keys import Area, random_name, tenant_key
from shared_apps.storage.multipart import MultipartWriter
from shared_apps.tenancy.context import Tenant, current_tenant
from tenant_apps.audit import operations as audit
from tenant_apps.privacy.archive.make import Made, make_archive
from tenant_apps.privacy.models import Export, ExportState

PROGRESS_SECONDS = 1.0


class ExportInProgress(DomainError):
    message = "A copy is being made already. It will be here when it is ready."


@jeweler_atomic()
def request_export(*, by: Actor) -> Export:
    """Ask for a copy of everything; one is made at a time."""
    try:
        with transaction.atomic(using=PROCESSOR):
            export = Export.objects.create(requested_by_id=by.actor_id)
    except IntegrityError as error:
        raise ExportInProgress from error
    audit.record("privacy.export.requested", export, by=by)
    enqueue("privacy.run_export", export_id=str(export.pk))
    return export


def object_key(tenant: Tenant, export: Export) -> str:
    """Return where the archive lies."""
    return tenant_key(tenant, Area.EXPORTS, export.key)


def run_export(*, export_id: str) -> None:
    """Make the archive and store it under the jeweler's own key; killed at any line it may simply run again."""
    export = Export.objects.get(pk=export_id)
    if not export.is_open:
        return
    tenant = current_tenant()
    if export.key:
        # A run that was killed has left the parts it had sent, or the whole archive unnoted.
        objects.abort_uploads(tenant, object_key(tenant, export))
        objects.delete(tenant, object_key(tenant, export))
    export.key, export.state = random_name(), ExportState.RUNNING
    export.save(update_fields=["key", "state"])
    with MultipartWriter(tenant, object_key(tenant, export), content_type="application/zip") as sink:
        made = make_archive(tenant, sink, _Progress(export.pk))
    finish_export(export, made)


@jeweler_atomic()
def finish_export(export: Export, made: Made) -> None:
    export = Export.objects.select_for_update().get(pk=export.pk)
    export.state, export.finished_at = ExportState.READY, now()
    export.rows, export.files, export.bytes = made.rows, made.files, made.bytes
    export.sha256, export.trail_seq = made.sha256, made.trail_seq
    export.progress = export.total = max(export.total, 1)
    export.expires_at = now() + timedelta(days=settings.EXPORT_DAYS)
    export.save()
    audit.record("privacy.export.finished", export, by=SYSTEM, rows=made.rows, files=made.files, bytes=made.bytes)


@jeweler_atomic()
def note_written_export(made: Made, *, by: Actor) -> Export:
    """Note a copy that was written elsewhere (the command line): it counts as the last export."""
    export = Export.objects.create(
        state=ExportState.EXPIRED,
        requested_by_id=by.actor_id,
        rows=made.rows,
        files=made.files,
        bytes=made.bytes,
        sha256=made.sha256,
        trail_seq=made.trail_seq,
        finished_at=now(),
    )
    audit.record("privacy.export.finished", export, by=by, rows=made.rows, files=made.files, bytes=made.bytes)
    return export


def expire_exports(keys: Sequence[UUID] | None = None) -> int:
    """Remove the archives whose time is over, of those named when some are; return how many."""
    expired = Export.objects.filter(state=ExportState.READY, expires_at__lte=now())
    if keys is not None:
        expired = expired.filter(pk__in=keys)
    for export in expired:
        objects.delete(current_tenant(), object_key(current_tenant(), export))
        _expire(export.pk)
    return len(expired)


@jeweler_atomic()
def _expire(export_id: UUID) -> None:
    export = Export.objects.select_for_update().get(pk=export_id)
    export.state, export.key = ExportState.EXPIRED, ""
    export.save(update_fields=["state", "key"])
    audit.record("privacy.export.expired", export, by=SYSTEM)


class _Progress:
    """Writes the progress down once a second, outside the snapshot."""

    def __init__(self, export_id: UUID) -> None:
        self._export_id, self._next = export_id, 0.0

    def __call__(self, done: int, total: int) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + PROGRESS_SECONDS
            Export.objects.filter(pk=self._export_id).update(progress=done, total=total)
            still_working()
