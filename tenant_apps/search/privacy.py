from __future__ import annotations

from shared_apps.core.datamap import INSTRUCTION, Purpose, declare, state
from shared_apps.core.db import Half
from tenant_apps.search.models import Entry

# Made anew from the rows themselves, so that nothing of it leaves and nothing of it stays when a row goes.
declare(
    Entry,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={field.name: state() for field in Entry._meta.concrete_fields if field.name not in {"id", "created_at"}},
)
