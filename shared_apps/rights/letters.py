"""Sends the mails about a request; each is a job with ids only, so that a killed worker sends it again."""

from __future__ import annotations

from typing import Any

from shared_apps.core.db import Half
from shared_apps.core.jobs import enqueue
from shared_apps.egress import mail
from shared_apps.rights.clocks import day_of
from shared_apps.rights.enums import PassedKind, Statute
from shared_apps.rights.holds import keeping_words
from shared_apps.rights.request_models import Correction, Deletion, Passed, Refusal, Request
from shared_apps.tenancy.hosts import Surface, url_on


def post(kind: str, request: Request, **more: str) -> None:
    """Queue a mail to whoever asked, in the transaction that decided it; without an address nothing is queued."""
    if request.address:
        enqueue("rights.send", half=Half.CONTROLLER, kind=kind, request_id=str(request.pk), **more)


def send(*, kind: str, request_id: str, about_id: str = "") -> None:
    """Send one mail about a request to whoever asked."""
    request = Request.objects.get(pk=request_id)
    if not request.address:
        return
    context = {"reference": request.reference, "due_on": request.due_on, "received_on": day_of(request.received_at)}
    deliver(kind, request.address, context | _context(kind, request, about_id), request.language)


def deliver(kind: str, to: str, context: dict[str, Any], language: str) -> None:
    mail.send(f"rights.{kind}", to=to, context=context, language=language)


def _context(kind: str, request: Request, about_id: str) -> dict[str, Any]:
    if kind == "refused":
        refusal = Refusal.objects.get(pk=about_id)
        return {"refusal": refusal, "statute": Statute(refusal.statute).label}
    if kind == "corrected":
        made = Correction.objects.filter(request=request).order_by("id")
        return {"corrections": [(one.field.replace("_", " "), one.old_value, one.new_value) for one in made]}
    if kind == "stopped":
        active = request.restraints.filter(ended_at=None).order_by("purpose")
        return {"purposes": sorted({one.purpose for one in active})}
    return {"reason": request.extension_reason} if kind == "extended" else {}


def certificate_context(deletion: Deletion) -> dict[str, Any]:
    """Return what the certificate says, in words."""
    told = dict(deletion.certificate)
    told["kept"] = [keeping_words(one) for one in told.get("kept", [])]
    return told


def passed_content(about_id: Any) -> dict[str, Any]:
    """Return what a jeweler's contact reads of something passed on: where to look, and nothing about anybody."""
    passed = Passed.objects.select_related("jeweler").get(pk=about_id)
    path = "/settings/data/passed-on/"
    return {
        "jeweler": passed.jeweler.name,
        "kind": PassedKind(passed.kind).label,
        "url": url_on(Surface.APP, f"/enter/{passed.jeweler.slug}/?next={path}"),
    }
