"""The list given out: kept by its hash, sent to who asked (P40, P41)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.egress import mail
from shared_apps.providers.models import ListReply
from shared_apps.providers.operations.editions import keep_annex, staff_only
from shared_apps.tenancy.hosts import Surface, url_on

LIST_MAIL = "providers.list"


class DayNotYet(DomainError):
    message = "There is no list of a day to come."


@controller_atomic()
def answer_list_request(*, email: str, asked_on: date, as_of: date, by: Actor) -> ListReply:
    """Answer somebody who asked for the list, by mail; what they were given stays on record."""
    staff_only(by)
    if max(asked_on, as_of) > localdate(now()):
        raise DayNotYet
    annex = keep_annex(as_of)
    reply = ListReply.objects.create(
        email=email.strip().lower(), asked_on=asked_on, as_of=as_of, annex=annex, answered_by_id=by.actor_id
    )
    record("providers.list.given", reply, by=by, sha256=annex.sha256)
    enqueue("providers.send_list", half=Half.CONTROLLER, reply_id=str(reply.pk))
    return reply


def send_list(reply_id: UUID) -> None:
    """Send a list; one that went out before is not sent again."""
    reply = ListReply.objects.select_related("annex").get(pk=reply_id)
    if reply.sent_at is not None:
        return
    urls = {
        kind: url_on(Surface.APP, reverse(f"providers:{kind}", args=[reply.annex.sha256], urlconf="config.urls.app"))
        for kind in ("list_pdf", "list_json")
    }
    context = {"entries": reply.annex.document["providers"], "as_of": reply.as_of, "sha256": reply.annex.sha256}
    mail.send(LIST_MAIL, to=reply.email, context=context | urls)
    ListReply.objects.filter(pk=reply.pk).update(sent_at=now())
