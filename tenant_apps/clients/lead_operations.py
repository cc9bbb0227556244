"""A lead follows its introduction: DIA'LOG's half decides and records, the house's copy says the same."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from shared_apps.core.actors import SYSTEM, Actor
from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from tenant_apps.audit.operations import record
from tenant_apps.clients.enums import LeadState, Outcome
from tenant_apps.clients.models import Lead

# What becomes of a lead nobody has decided on.
DECIDED = {
    "accepted": (LeadState.ACCEPTED, "accepted"),
    "contacted": (LeadState.ACCEPTED, "accepted"),
    "declined": (LeadState.DECLINED, "declined"),
    "lapsed": (LeadState.LAPSED, "lapsed"),
}


@jeweler_atomic()
def follow_introduction(
    *,
    introduction_id: str,
    state: str,
    is_withdrawn: bool = False,
    contacted_at: datetime | None = None,
    by: Actor = SYSTEM,
) -> bool:
    """Bring a lead to where its introduction is; again, nothing changes. Whoever is a client already stays one."""
    lead = Lead.objects.select_for_update().filter(introduction_id=UUID(introduction_id)).first()
    if lead is None:
        return False
    happened = [*_decide(lead, state), *_meet(lead, contacted_at), *_end(lead, state), *_withdraw(lead, is_withdrawn)]
    if happened:
        lead.save(update_fields=["state", "decided_at", "contacted_at", "outcome", "withdrawn_at"])
    for what in happened:
        facts = {"outcome": lead.outcome} if what == "ended" else {}
        record(f"clients.lead.{what}", lead, by=by, **facts)
    return True


def _decide(lead: Lead, state: str) -> list[str]:
    if state not in DECIDED or lead.state != LeadState.NEW:
        return []
    lead.state, what = DECIDED[state]
    lead.decided_at = now()
    return [what]


def _meet(lead: Lead, contacted_at: datetime | None) -> list[str]:
    if contacted_at is None or lead.contacted_at is not None:
        return []
    lead.contacted_at = contacted_at
    return ["contacted"]


def _end(lead: Lead, state: str) -> list[str]:
    if state not in Outcome.values or lead.outcome:
        return []
    lead.outcome = state
    return ["ended"]


def _withdraw(lead: Lead, is_withdrawn: bool) -> list[str]:
    if not is_withdrawn or lead.withdrawn_at is not None:
        return []
    lead.withdrawn_at = now()
    if lead.state != LeadState.CONVERTED:
        lead.state = LeadState.WITHDRAWN
    return ["withdrawn"]
