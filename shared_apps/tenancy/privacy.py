from __future__ import annotations

from shared_apps.core.datamap import MACHINERY, Purpose, declare, plain, state
from shared_apps.core.db import Half
from shared_apps.tenancy.models import TemplateDdl, TenantSchema

declare(
    TemplateDdl,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=MACHINERY,
    fields={
        "digest": state(),
        "statements": state(),
        "migrations": state(),
        "withheld": state(),
        "is_current": state(),
    },
)
declare(
    TenantSchema,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=MACHINERY,
    fields={"schema_name": plain(), "node": plain(), "state": plain(), "jeweler_id": plain()},
)
