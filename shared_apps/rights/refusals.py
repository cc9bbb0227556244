"""The log book of refusals (PDPO s.27): the entry is made first and the person told after."""

from __future__ import annotations

import hashlib

from django.db.models import QuerySet

from shared_apps.accounts.models import Account
from shared_apps.core.clock import now
from shared_apps.core.db import controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.operations import record
from shared_apps.rights.enums import DeletionState, Kind, RequestState, Statute
from shared_apps.rights.letters import post
from shared_apps.rights.request_models import Deletion, Refusal, Request


class RefusalNeedsReason(DomainError):
    message = "Say why, in words the person understands; they are sent to them."


class RefusalNamesLink(DomainError):
    message = "Leave links out: our mails lead to our own pages only."


class NotAskedFor(DomainError):
    message = "The person did not ask for this."


class RequestClosed(DomainError):
    message = "This request is closed."


class DeletionRunning(DomainError):
    message = "The deletion of this request is being carried out."


@controller_atomic()
def refuse(
    request: Request,
    *,
    kind: str,
    statute: str,
    reason: str,
    by: Account,
    other_user: str = "",
    note: str = "",
    about: tuple[str, str] = ("", ""),
) -> Refusal:
    """Enter a refusal in the log book and tell the person; a refused correction carries the person's own note."""
    request = Request.objects.select_for_update().get(pk=request.pk)
    _check(request, kind, reason)
    refusal = Refusal.objects.create(
        request=request,
        reference=request.reference,
        kind=Kind(kind),
        statute=Statute(statute),
        reason=reason.strip(),
        other_user=other_user.strip()[:300],
        entered_by_id=by.pk,
        note=note.strip(),
        about_model=about[0],
        about_key=about[1],
    )
    said = hashlib.sha256(refusal.reason.encode()).hexdigest()
    record("rights.refusal.entered", refusal, by=by, kind=kind, statute=statute, sha256=said)
    post("refused", request, about_id=str(refusal.pk))
    if set(request.kinds) <= set(request.refusals.values_list("kind", flat=True)):
        request.state, request.closed_at = RequestState.REFUSED, now()
        request.save(update_fields=["state", "closed_at"])
        record("rights.request.closed", request, by=by, state=request.state)
    return refusal


def _check(request: Request, kind: str, reason: str) -> None:
    if not request.is_open:
        raise RequestClosed
    refuse_while_deleting(request)
    if kind not in request.kinds:
        raise NotAskedFor
    if not reason.strip():
        raise RefusalNeedsReason
    if "://" in reason:
        raise RefusalNamesLink


def refuse_while_deleting(request: Request) -> None:
    """Let a change of a request pass; raises DeletionRunning once its deletion was confirmed."""
    if Deletion.objects.filter(request=request, state=DeletionState.RUNNING).exists():
        raise DeletionRunning


def log_book() -> QuerySet[Refusal]:
    """Return every refusal of the last years, newest first."""
    return Refusal.objects.select_related("request").order_by("-id")


def notes_on(model: str, key: str) -> QuerySet[Refusal]:
    """Return what a person said about a value we did not change; it is read with the value (PDPO s.25)."""
    return Refusal.objects.filter(about_model=model, about_key=key).exclude(note="").order_by("id")
