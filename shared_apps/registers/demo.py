"""What the demo's registers hold: a demand that waits for its second person, a rehearsed breach, a night's sweep."""

from __future__ import annotations

from datetime import date, timedelta

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.registers.enums import DataClass, ObjectKind
from shared_apps.registers.models import Breach
from shared_apps.registers.operations.breaches import add_note, add_object, describe_breach, draft_notices, enter_breach
from shared_apps.registers.operations.disclosures import propose_disclosure
from shared_apps.retention.operations import sweep

TITLE = "Rehearsal: a lost laptop"


def seed_registers(*, workspace: str, by: Actor) -> None:
    """Fill the registers once."""
    if Breach.objects.filter(title=TITLE).exists():
        return
    sweep(is_trial=True, by=by)
    sweep()
    propose_disclosure(
        requester="District Court, Registry",
        legal_basis="Order of 12 November 2026 in action DCCJ 2144/2026, paragraph 3",
        document_sha256="5f2b8e0c" * 8,
        data_class=DataClass.OURS,
        jeweler_id=None,
        subjects=["claimant@example.com"],
        fields=["inquiries.brief.name", "inquiries.brief.email"],
        since=date(2026, 1, 1),
        until=date(2026, 11, 12),
        untold_because="",
        by=by,
    )
    breach = enter_breach(
        title=TITLE,
        noticed_at=now() - timedelta(hours=5),
        what_happened="A laptop with an open session was left in a taxi for twenty minutes.",
        is_drill=True,
        by=by,
    )
    describe_breach(
        breach,
        what_happened=breach.what_happened,
        consequences="Somebody could have seen designs of one house. The trail shows that nobody did.",
        measures="The session was ended from the account page within two minutes.",
        is_high_risk=False,
        by=by,
    )
    add_object(breach, kind=ObjectKind.WORKSPACE, name=workspace, by=by)
    add_note(breach, text="The driver called; the laptop is back and was never opened.", by=by)
    draft_notices(breach, by=by)
