"""Restores an archive as a new jeweler: our own migrations make the schema, the archive only fills it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from shared_apps.core.actors import Actor
from shared_apps.jewelers import operations as jewelers
from shared_apps.jewelers.models import Jeweler
from shared_apps.storage import datakeys, objects
from shared_apps.tenancy.context import Tenant, jeweler_context
from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.provisioning import drop_schema
from shared_apps.tenancy.restoring import bring_forward, schema_at
from tenant_apps.privacy.archive.load import load_files, load_rows
from tenant_apps.privacy.archive.reader import ArchiveReader, open_archive
from tenant_apps.search.operations import rebuild


@dataclass(frozen=True)
class Restored:
    """A restored workspace; people get their places in it anew."""

    jeweler_id: UUID
    slug: str
    rows: int
    files: int


def restore_archive(path: Path, *, slug: str, by: Actor) -> Restored:
    """Restore an archive under a new slug, whole or not at all.

    Raises NotAnArchive, DamagedMember, MadeByNewerVersion, and the slug's refusals.
    """
    with open_archive(path) as archive:
        jeweler = jewelers.invite_jeweler(slug=slug, name=archive.manifest.jeweler["name"], by=by)
        try:
            return _fill(archive, jeweler, by)
        except BaseException:
            _undo(jeweler)
            raise


def _fill(archive: ArchiveReader, jeweler: Jeweler, by: Actor) -> Restored:
    schema = schema_at(jeweler.pk, archive.manifest.migrations)
    tenant = Tenant(jeweler.pk, jeweler.slug, schema, jeweler.name, "provisioning")
    rows = load_rows(archive, tenant)
    files = load_files(archive, tenant)
    bring_forward(schema)
    with jeweler_context(tenant):
        rebuild()
    jewelers.open_restored(jeweler.pk, schema, by=by)
    return Restored(jeweler.pk, jeweler.slug, rows, files)


def _undo(jeweler: Jeweler) -> None:
    """Leave nothing of a restore that failed, not even the slug."""
    nowhere = Tenant(jeweler.pk, jeweler.slug, "", "", "")
    objects.delete_everything(nowhere)
    datakeys.destroy_data_key(jeweler.pk)
    with owner_connection() as owner:
        for row in TenantSchema.objects.filter(jeweler_id=jeweler.pk):
            drop_schema(owner, row.schema_name)
            row.delete()
    jewelers.withdraw_invited(jeweler.pk)
