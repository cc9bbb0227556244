from __future__ import annotations

from dataclasses import asdict
from typing import Any

from shared_apps.core import crossings
from tenant_apps.privacy import passed_on, queries
from tenant_apps.privacy.disclosing import disclose


def export_standing() -> dict[str, Any]:
    return asdict(queries.export_standing())


def changed_since(*, trail_seq: int) -> bool:
    return queries.changed_since(trail_seq)


crossings.register("privacy.export_standing", export_standing)
crossings.register("privacy.changed_since", changed_since)
crossings.register("privacy.receive_passed_on", passed_on.receive_passed_on)
crossings.register("privacy.disclose", disclose)
