from __future__ import annotations

from django.db.models import Model

from shared_apps.core.datamap import (
    RECORDS_RETENTION,
    REFUSALS_RETENTION,
    REGISTER_RETENTION,
    Category,
    Erase,
    Field,
    Purpose,
    Retention,
    declare,
    personal,
    plain,
    secret,
)
from shared_apps.core.db import Half
from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.request_models import (
    BusinessRecord,
    Correction,
    Deletion,
    DeletionItem,
    Dossier,
    Hold,
    Passed,
    Refusal,
    Request,
    Restraint,
)

REQUEST_RETENTION = Retention("requests", "the request is closed", 1826, "proof of the answer, as long as s.27 asks")
RESTRAINT_RETENTION = Retention("restraints", "the restraint ends", 1826, "proof that a wish was followed, P62, P63")
HOLD_RETENTION = Retention("holds", "the hold ends", 1826, "proof of why a row was kept, P53")
PASSED_RETENTION = Retention("tellings", "the jeweler was told", 1826, "proof of the telling, PDPO s.23")

declare(
    PolicyVersion,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=REGISTER_RETENTION,
    fields={name: plain() for name in ("number", "effective_on", "text_sha256", "text", "summary", "is_material")},
)


def declare_proof(
    model: type[Model],
    *,
    plains: str,
    kept: str = "",
    secrets: str = "",
    subject: str = "request",
    retention: Retention = REQUEST_RETENTION,
    since: str = "",
    follows: str = "",
) -> None:
    """Declare a proof: its personal fields end with the row's own time and not with a wish, and a plan skips them."""
    fields: dict[str, Field] = {name: plain() for name in plains.split()}
    fields |= {name: personal(Category.RECORDS, erase=Erase.NOTHING) for name in kept.split()}
    fields |= {name: secret(Category.RECORDS) for name in secrets.split()}
    declare(
        model,
        half=Half.CONTROLLER,
        subject=subject,
        purpose=Purpose.LEGAL,
        retention=retention,
        fields=fields,
        since=since,
        follows=follows,
    )


declare_proof(
    Request,
    subject="self account",
    since="closed_at",
    plains="reference received_at source language kinds regimes is_minor state due_on extended_at extension_reason"
    " acknowledged_at taken_by_id identity identity_at identity_by_id merged_into jeweler closed_at relation",
    kept="name emails phones account told requester_name requester_email relation_evidence identity_note",
)
declare_proof(
    Dossier,
    follows="request",
    plains="request state sha256 made_at code_until codes_sent tries opened_at expires_at",
    kept="hidden",
    secrets="sealed token_hash code_hash",
)
declare_proof(
    Correction,
    follows="request",
    plains="request model row_key field made_by_id",
    kept="old_value new_value",
)
declare_proof(
    Deletion,
    follows="request",
    plains="request state confirmed_by_id confirmed_at finished_at certificate told_at",
)
declare_proof(
    DeletionItem,
    subject="deletion__request",
    follows="deletion",
    plains="deletion model row_key step act hold done_at",
)
declare_proof(
    Hold,
    retention=HOLD_RETENTION,
    since="released_at",
    plains="model row_key kind statute reason until request placed_by_id released_at release_reason",
)
declare_proof(
    Restraint,
    retention=RESTRAINT_RETENTION,
    since="ended_at",
    plains="purpose kind reason request begun_by_id ended_at ended_by_id end_reason",
    secrets="address_hash",
)
declare_proof(
    Refusal,
    retention=REFUSALS_RETENTION,
    since="created_at",
    plains="request reference kind statute other_user entered_by_id about_model about_key",
    kept="reason note",
)
declare_proof(
    Passed,
    retention=PASSED_RETENTION,
    since="arrived_at",
    plains="request jeweler kind introduction_id arrived_at",
    secrets="sealed",
)
RECORD = personal(Category.RECORDS, erase=Erase.ROW)
declare(
    BusinessRecord,
    half=Half.CONTROLLER,
    subject="self account",
    purpose=Purpose.LEGAL,
    retention=RECORDS_RETENTION,
    since="dated",
    fields={name: plain() for name in ("kind", "number", "jeweler", "dated", "kept_until")}
    | dict.fromkeys(("party_name", "party_address", "party_email", "account"), RECORD),
)
