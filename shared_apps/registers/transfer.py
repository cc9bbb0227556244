"""The pack for a business transfer: what would go over, by counts and hashes, and who would have to be told (P46).

It holds no content: data move only after closing, under the policy in force on that day, and everybody is told first.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from shared_apps.accounts.models import Account, AgreementAcceptance, Membership
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.datamap import Declaration, Export, declarations
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.inquiries.models import Brief, Inquiry
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.rights.models import PolicyVersion
from shared_apps.storage import objects
from shared_apps.tenancy.context import Tenant, jeweler_context, open_tenants


class FolderNotEmpty(DomainError):
    message = "The folder is not empty: a pack is written into a folder of its own."


def write_pack(folder: Path) -> dict[str, Any]:
    """Write the rehearsed pack and return its manifest. Raises FolderNotEmpty."""
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderNotEmpty
    written = {"manifest.json": manifest(), "people_to_tell.json": to_notify()}
    sums = []
    for name, content in written.items():
        text = json.dumps(content, cls=DjangoJSONEncoder, indent=1, sort_keys=True) + "\n"
        (folder / name).write_text(text)
        sums.append(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}")
    (folder / "SHA256SUMS").write_text("\n".join(sums) + "\n")
    with controller_atomic():
        record("registers.transfer.rehearsed", None, by=SYSTEM, jewelers=len(written["manifest.json"]["jewelers"]))
    return written["manifest.json"]


def manifest() -> dict[str, Any]:
    """Return what would go over: our tables by rows and hash, an inventory of each jeweler, the policy it is under."""
    ours = [declared for declared in declarations().values() if declared.half is Half.CONTROLLER]
    return {
        "is_rehearsal": True,
        "made_at": now(),
        "policy": policy_in_force(),
        "tables": {d.model._meta.label_lower: table(d) for d in sorted(ours, key=lambda d: d.model._meta.label)},
        "jewelers": [inventory(tenant) for tenant in open_tenants()] + put_away(),
    }


def policy_in_force() -> dict[str, Any] | None:
    """Return the edition the data go over under; it may not be weakened for them afterwards."""
    version = PolicyVersion.objects.order_by("-number").first()
    if version is None:
        return None
    return {"number": version.number, "effective_on": version.effective_on, "sha256": version.text_sha256}


def table(declared: Declaration) -> dict[str, Any]:
    """Return how many rows a table of ours has and one hash over all that is not secret."""
    names = [name for name, field in declared.fields.items() if field.export is not Export.SECRET]
    digest, count = hashlib.sha256(), 0
    for row in declared.model._default_manager.order_by("pk").values_list(*sorted(names)).iterator():
        digest.update(json.dumps(row, cls=Canonical, sort_keys=True).encode() + b"\n")
        count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


class Canonical(DjangoJSONEncoder):
    """Dates and keys as JSON has them, bytes as hexadecimal."""

    def default(self, o: object) -> Any:
        return bytes(o).hex() if isinstance(o, bytes | memoryview) else super().default(o)


def inventory(tenant: Tenant) -> dict[str, Any]:
    """Return how much a jeweler keeps with us, and nothing of what it is."""
    theirs = [declared.model for declared in declarations().values() if declared.half is Half.PROCESSOR]
    with jeweler_context(tenant):
        rows = {model._meta.label_lower: model._default_manager.count() for model in theirs}
    sizes = [found.size for found in objects.list_objects(tenant)]
    return {
        "jeweler": tenant.id,
        "state": tenant.state,
        "agreement": agreement_of(tenant.id),
        "rows": rows,
        "objects": len(sizes),
        "bytes": sum(sizes),
    }


def agreement_of(jeweler_id: UUID) -> str:
    """Return the newest version of the agreement a jeweler accepted: it would be carried over one by one."""
    accepted = AgreementAcceptance.objects.filter(jeweler_id=jeweler_id).order_by("-accepted_at").first()
    return accepted.version if accepted else ""


def put_away() -> list[dict[str, Any]]:
    """Return the archived jewelers, whose tables answer to nobody until they are taken out again."""
    archived = Jeweler.objects.filter(state=JewelerState.ARCHIVED).order_by("pk")
    return [{"jeweler": row.pk, "state": row.state, "agreement": agreement_of(row.pk)} for row in archived]


def to_notify() -> dict[str, Any]:
    """Return whom to tell, by the keys of their rows: the addresses stay where they are."""
    owners = Membership.objects.filter(role=Role.OWNER, account__is_active=True)
    waiting = {model: model.objects.filter(closed_at=None).order_by("pk") for model in (Brief, Inquiry)}
    return {
        "accounts": list(Account.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)),
        "owners": list(owners.order_by("pk").values_list("account_id", flat=True)),
        "briefs": list(waiting[Brief].values_list("pk", flat=True)),
        "inquiries": list(waiting[Inquiry].values_list("pk", flat=True)),
    }
