from __future__ import annotations

from datetime import datetime

from shared_apps.core.crossings import register
from tenant_apps.clients import lead_operations, operations


def receive_lead(*, introduction_id: str, answer_due_at: str = "", **told: str) -> str:
    """Keep an introduced brief as a lead; return its id."""
    due = {"answer_due_at": datetime.fromisoformat(answer_due_at)} if answer_due_at else {}
    return str(operations.receive_lead(introduction_id=introduction_id, **due, **told).pk)  # type: ignore[arg-type]


def mirror_lead(*, introduction_id: str, state: str, is_withdrawn: bool, contacted_at: str = "") -> bool:
    """Let a lead say how far its introduction has come; False when there is no such lead (yet)."""
    at = datetime.fromisoformat(contacted_at) if contacted_at else None
    return lead_operations.follow_introduction(
        introduction_id=introduction_id, state=state, is_withdrawn=is_withdrawn, contacted_at=at
    )


register("clients.receive_lead", receive_lead)
register("clients.mirror_lead", mirror_lead)
