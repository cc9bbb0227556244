"""What nobody finished or holds on to any more is cleared away, a day after it came."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.datamap import declarations
from shared_apps.core.db import Half, jeweler_atomic
from shared_apps.core.jobs import enqueue
from shared_apps.storage import objects, uploads
from shared_apps.storage.keys import Area, area_prefix, tenant_prefix
from shared_apps.tenancy.context import current_tenant
from tenant_apps.audit.operations import record
from tenant_apps.library.enums import UNSETTLED, WORKING, FileState
from tenant_apps.library.imaging.sniff import Refusal
from tenant_apps.library.models import File

UNATTACHED = timedelta(hours=24)
GIVEN_UP = timedelta(days=7)
ORPHANED = timedelta(hours=48)


def sweep_unattached() -> None:
    """Forget uploads that never came, try again or give up those never prepared, delete what no row names."""
    forget_unfinished()
    for file in _older(WORKING, UNATTACHED):
        try_again_or_give_up(file)
    waited_for = set(File.objects.filter(state__in=UNSETTLED).values_list("staging_key", flat=True))
    prefix = tenant_prefix(current_tenant())
    uploads.sweep_staging(current_tenant(), keep={prefix + key for key in waited_for})
    objects.abort_uploads(current_tenant(), before=now() - ORPHANED)
    sweep_orphans()


@jeweler_atomic()
def forget_unfinished() -> None:
    _older({FileState.AWAITING}, UNATTACHED).delete()


@jeweler_atomic()
def try_again_or_give_up(file: File) -> None:
    row = File.objects.select_for_update().filter(pk=file.pk, state__in=WORKING).first()
    if row is None:
        return
    if row.created_at > now() - GIVEN_UP:
        enqueue("library.ingest_file", file_id=str(row.pk))
        return
    row.state, row.refusal = FileState.REFUSED, Refusal.TOO_HEAVY.value
    row.save(update_fields=["state", "refusal"])
    record("library.file.refused", row, by=SYSTEM, design=str(row.design_id), reason=row.refusal)


def sweep_orphans() -> int:
    """Delete stored files that no row of any app names and that no check is writing; return how many."""
    owner, before = current_tenant(), now() - ORPHANED
    prefix = tenant_prefix(owner)
    old = [
        found.key.removeprefix(prefix)
        for found in objects.list_objects(owner, area_prefix(owner, Area.FILES))
        if found.modified_at < before
    ]
    if not old:
        return 0
    named = named_keys()
    stems = set(File.objects.exclude(attempt="").values_list("attempt", flat=True))
    gone = [key for key in old if key not in named and key.rpartition("-")[0] not in stems]
    return objects.delete_many(owner, [prefix + key for key in gone])


def named_keys() -> set[str]:
    """Return every object key the rows of this jeweler's apps hold."""
    named: set[str] = set()
    for model, declared in declarations().items():
        fields = [name for name, rule in declared.fields.items() if rule.object_key]
        if declared.half is Half.PROCESSOR:
            for field in fields:
                named.update(model._default_manager.values_list(field, flat=True))
    return named


def _older(states: frozenset[FileState] | set[FileState], age: timedelta) -> QuerySet[File]:
    return File.objects.filter(state__in=states, created_at__lt=now() - age)
