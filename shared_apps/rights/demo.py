"""A week at the privacy desk for the demo: a copy on its way, a deletion with a held invoice, a refusal."""

from __future__ import annotations

from datetime import timedelta

from shared_apps.accounts.models import Account
from shared_apps.core.clock import now
from shared_apps.rights.clocks import today
from shared_apps.rights.deletions import plan_deletion
from shared_apps.rights.dossier import ask_dossier
from shared_apps.rights.enums import Identity, Kind, Regime, Source, Statute
from shared_apps.rights.records import enter_record
from shared_apps.rights.refusals import refuse
from shared_apps.rights.request_models import Request
from shared_apps.rights.requests import identify, receive_request

LEAVING = "clara.whitcombe@example.com"


def seed_requests(*, by: Account) -> None:
    """Take in four requests in four states; what is there already is left alone."""
    if Request.objects.exists():
        return
    seen = receive_request(
        kinds=[Kind.ACCESS],
        source=Source.MAIL,
        emails=["mei.fong@example.com"],
        name="Mei Fong",
        received_at=now() - timedelta(days=3),
        told="Could you send me what you have about me? I wrote to you in the spring.",
        language="zh-hant",
        by=by,
    )
    ask_dossier(identify(seen, how=Identity.REPLY, note="", by=by), by=by)
    dated = today() - timedelta(days=3 * 365)
    enter_record(
        number="2023-017",
        party_name="Clara Whitcombe",
        party_address="14 Hollywood Road, Central",
        party_email=LEAVING,
        dated=dated,
        by=by,
    )
    leaving = receive_request(
        kinds=[Kind.DELETION],
        source=Source.LETTER,
        emails=[LEAVING],
        name="Clara Whitcombe",
        received_at=now() - timedelta(days=35),
        regimes=[Regime.UK],
        by=by,
    )
    plan_deletion(identify(leaving, how=Identity.CALL, note="Called back", by=by), by=by)
    receive_request(kinds=[Kind.OBJECTION], source=Source.PHONE, phones=["+852 5550 0133"], name="A caller", by=by)
    wrong = receive_request(kinds=[Kind.CORRECTION], source=Source.MAIL, emails=["tomas@example.com"], by=by)
    reason = "The message is shown as you sent it on 3 March; we added what you say about it."
    refuse(wrong, kind=Kind.CORRECTION, statute=Statute.NOT_WRONG, reason=reason, note="It was 2 March.", by=by)
