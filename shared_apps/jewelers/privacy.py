from __future__ import annotations

from shared_apps.core.datamap import REGISTER_RETENTION, Purpose, declare, plain
from shared_apps.core.db import Half
from shared_apps.jewelers.models import Domain, Jeweler, StateChange

declare(
    Jeweler,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=REGISTER_RETENTION,
    fields={
        "slug": plain(),
        "skeleton": plain(),
        "name": plain(),
        "state": plain(),
        "state_changed_at": plain(),
        "schema_name": plain(),
    },
)
declare(
    Domain,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=REGISTER_RETENTION,
    fields={"jeweler": plain(), "name": plain(), "is_primary": plain()},
)
declare(
    StateChange,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=REGISTER_RETENTION,
    fields={
        "jeweler_id": plain(),
        "state": plain(),
        "by_kind": plain(),
        "by_id": plain(),
        "reason": plain(),
    },
)
