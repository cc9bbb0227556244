"""The steps of a deletion, in order; each can be repeated and returns what it found as evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings

from shared_apps.accounts.models import HandOff, Invitation, Membership, Session
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.company import COMPANY
from shared_apps.core.db import controller_atomic
from shared_apps.core.jobs import still_working
from shared_apps.instructions import memory
from shared_apps.instructions.models import Instruction
from shared_apps.instructions.tombstones import place_tombstone
from shared_apps.jewelers import operations as jewelers
from shared_apps.jewelers.models import Domain, Jeweler
from shared_apps.jewelers.queries import tenant_of as jeweler_tenant
from shared_apps.storage import datakeys, objects
from shared_apps.storage.keys import tenant_prefix
from shared_apps.tenancy.closing import count_rows, remains
from shared_apps.tenancy.context import Tenant
from shared_apps.tenancy.models import TenantSchema
from shared_apps.tenancy.owner import owner_connection
from shared_apps.tenancy.provisioning import drop_schema

Evidence = dict[str, Any]

# What the controller half holds only because the workspace exists.
RESIDUE = (Session, HandOff, Invitation, Membership, Domain)


class StillThere(RuntimeError):
    """The look after the deletion found something; the deletion is not done and runs again."""


def tenant_of(instruction: Instruction) -> Tenant | None:
    """Return the jeweler as it can still be entered; None when its schema was never or is no longer known."""
    jeweler = Jeweler.objects.filter(pk=instruction.jeweler_id).exclude(schema_name=None).first()
    return jeweler_tenant(jeweler) if jeweler else None


def owner_of_objects(instruction: Instruction) -> Tenant:
    return Tenant(instruction.jeweler_id, instruction.slug, "", "", "")


def tombstone(instruction: Instruction) -> Evidence:
    return {"key": place_tombstone(instruction)}


def inventory(instruction: Instruction) -> Evidence:
    """Count what is about to go, and remember the schema's name for the steps after it is gone."""
    schema = (
        TenantSchema.objects.filter(jeweler_id=instruction.jeweler_id).values_list("schema_name", flat=True).first()
    )
    sizes = [entry.size for entry in objects.list_objects(owner_of_objects(instruction))]
    rows = count_rows(schema) if schema else {}
    still_working()
    return {
        "schema": schema or "",
        "tables": len(rows),
        "rows": sum(rows.values()),
        "rows_by_table": {table: count for table, count in rows.items() if count},
        "objects": len(sizes),
        "bytes": sum(sizes),
    }


def people(instruction: Instruction) -> Evidence:
    """Close the workspace for good: no state, no address, no session, hand-off, invitation or membership remains."""
    about = {"jeweler_id": instruction.jeweler_id}
    with controller_atomic():
        jewelers.mark_deleted(instruction.jeweler_id, by=SYSTEM)
        return {
            str(model._meta.verbose_name_plural): model._default_manager.filter(**about).delete()[0]
            for model in RESIDUE
        }


def schema(instruction: Instruction) -> Evidence:
    """Drop the schema and its role."""
    name = instruction.evidence["inventory"]["schema"]
    if name:
        with owner_connection() as owner:
            drop_schema(owner, name)
        TenantSchema.objects.filter(jeweler_id=instruction.jeweler_id).delete()
    return {"dropped": name}


def files(instruction: Instruction) -> Evidence:
    """Delete every version of every object and abort every unfinished upload."""
    versions, uploads = objects.delete_everything(owner_of_objects(instruction))
    still_working()
    return {"versions": versions, "uploads": uploads}


def key(instruction: Instruction) -> Evidence:
    datakeys.destroy_data_key(instruction.jeweler_id)
    return {"destroyed": True}


def cache_and_queue(instruction: Instruction) -> Evidence:
    jeweler = instruction.jeweler_id
    return {"cache": memory.forget_cached(jeweler), "queue": memory.forget_queued(jeweler)}


def verification(instruction: Instruction) -> Evidence:
    """Look that nothing is left; raises StillThere, and the deletion is run again."""
    name = instruction.evidence["inventory"]["schema"]
    left = what_is_left(instruction.jeweler_id, name)
    if left:
        again = {step: found for step, found in instruction.evidence.items() if step in {"inventory", "frozen"}}
        Instruction.objects.filter(pk=instruction.pk).update(evidence=again)
        raise StillThere(", ".join(left))
    return {"left": left, "looked_at": now().isoformat()}


def what_is_left(jeweler_id: UUID, schema_name: str) -> list[str]:
    """Name every place that still holds something of a jeweler."""
    owner = Tenant(jeweler_id, "", schema_name, "", "")
    left = remains(schema_name) if schema_name else []
    if next(objects.list_versions(owner), None) or next(objects.list_objects(owner), None):
        left.append(f"objects under {tenant_prefix(owner)}")
    if next(objects.list_uploads(owner), None):
        left.append("unfinished uploads")
    if not datakeys.is_destroyed(jeweler_id):
        left.append("data key")
    for model in RESIDUE:
        if model._default_manager.filter(jeweler_id=jeweler_id).exists():
            left.append(str(model._meta.verbose_name_plural))
    return left


STEPS: tuple[tuple[str, Callable[[Instruction], Evidence]], ...] = (
    ("tombstone", tombstone),
    ("inventory", inventory),
    ("people", people),
    ("schema", schema),
    ("files", files),
    ("key", key),
    ("memory", cache_and_queue),
    ("verification", verification),
)


def statement(instruction: Instruction) -> dict[str, Any]:
    """Return what the certificate says: who instructed what when, what was there, and that nothing is left."""
    found = instruction.evidence
    return {
        "certificate": "deletion of a jeweler's workspace",
        "issued_by": COMPANY.name,
        "registration": COMPANY.registration,
        "issued_at": now().isoformat(),
        "jeweler": str(instruction.jeweler_id),
        "slug": instruction.slug,
        "instruction": {
            "id": str(instruction.pk),
            "given_at": instruction.created_at.isoformat(),
            "given_by_account": str(instruction.instructed_by_id),
            "cooling_off_ended_at": instruction.execute_after.isoformat(),
            "last_export_sha256": instruction.export_sha256,
            "export_declined_in_words": instruction.export_declined,
        },
        "deleted": {name: found["inventory"][name] for name in ("tables", "rows", "rows_by_table", "objects", "bytes")},
        "ended": found["people"],
        "object_versions": found["files"]["versions"],
        "unfinished_uploads": found["files"]["uploads"],
        "data_key_destroyed": found["key"]["destroyed"],
        "verified_at": found["verification"]["looked_at"],
        "trail_length": instruction.trail_seq,
        "backups": {"expire_after_days": settings.BACKUP_DAYS, "restores_honor": found["tombstone"]["key"]},
    }
