"""Data of somebody under 16 that we discover: marked, stopped, deleted, and nowhere written down again (P69)."""

from __future__ import annotations

from collections.abc import Sequence

from shared_apps.core.actors import Actor
from shared_apps.core.db import controller_atomic
from shared_apps.core.operations import record
from shared_apps.rights.deletions import plan_deletion
from shared_apps.rights.enums import Identity, Kind, Relation, RestraintKind, Source
from shared_apps.rights.request_models import Request
from shared_apps.rights.requests import identify, receive_request
from shared_apps.rights.stops import STOPPABLE, stop_uses


@controller_atomic()
def mark_minor(
    *, emails: Sequence[str], phones: Sequence[str] = (), guardian: str = "", how_known: str, by: Actor
) -> Request:
    """Stop every use of the data at once and plan their deletion; no proof is asked of a child.

    The trail says that it happened and holds nothing of the child; a guardian who wrote to us receives the certificate.
    """
    request = receive_request(
        kinds=[Kind.DELETION],
        source=Source.OURSELVES,
        by=by,
        emails=emails,
        phones=phones,
        relation=Relation.GUARDIAN if guardian else Relation.SELF,
        requester_email=guardian.strip().lower(),
        relation_evidence="wrote to us" if guardian else "",
        told=how_known,
        is_minor=True,
    )
    record("rights.minor.found", request, by=by)
    if request.emails:
        stop_uses(request, STOPPABLE, kind=RestraintKind.MINOR, reason="", by=by)
    request = identify(request, how=Identity.KNOWN, note="Nobody under 16 has to prove anything.", by=by)
    plan_deletion(request, by=by)
    return request
