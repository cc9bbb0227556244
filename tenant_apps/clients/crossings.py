from __future__ import annotations

from shared_apps.core.crossings import register
from tenant_apps.clients import operations


def receive_lead(**primitives: str) -> str:
    """Keep an introduced brief as a lead; return its id."""
    return str(operations.receive_lead(**primitives).pk)


register("clients.receive_lead", receive_lead)
