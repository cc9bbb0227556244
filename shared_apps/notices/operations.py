"""Gives notices: who is to be told is decided and written in one transaction, each mail is a job of its own.

give_notice("providers.change_notice", change, to=privacy_contacts(), by=staff)
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.restraints import Restrained
from shared_apps.egress import mail
from shared_apps.egress.models import MailStatus
from shared_apps.notices.addressees import Addressee
from shared_apps.notices.contents import content_of
from shared_apps.notices.models import Delivery, DeliveryState, Notice, whose


@controller_atomic()
def give_notice(mail_kind: str, about: models.Model, *, to: Iterable[Addressee], by: Actor) -> Notice:
    """Tell people of something, once: a second call adds only those who were not told yet."""
    notice, is_new = Notice.objects.get_or_create(
        mail_kind=mail_kind,
        about_id=about.pk,
        defaults={"about_type": about._meta.label_lower, "given_by_id": by.actor_id},
    )
    Notice.objects.select_for_update().get(pk=notice.pk)
    known = set(notice.deliveries.values_list("email", "jeweler_id"))
    wanted = {(one.email.lower(), one.jeweler_id): one for one in to}
    added = [_deliver_later(notice, key[0], one) for key, one in wanted.items() if key not in known]
    if is_new or added:
        record("notices.notice.given", notice, by=by, recipients=len(added), kind=mail_kind)
    return notice


def _deliver_later(notice: Notice, email: str, one: Addressee) -> Delivery:
    delivery = Delivery.objects.create(
        notice=notice, email=email, jeweler_id=one.jeweler_id, account_id=one.account_id, language=one.language
    )
    enqueue("notices.deliver", half=Half.CONTROLLER, delivery_id=str(delivery.pk))
    return delivery


def deliver(*, delivery_id: str) -> None:
    """Send one notice; a delivery that went out before stays as it is."""
    delivery = Delivery.objects.select_related("notice").get(pk=delivery_id)
    if delivery.state != DeliveryState.WAITING:
        return
    notice = delivery.notice
    context = content_of(notice.mail_kind, notice.about_id)
    waiting = Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.WAITING)
    try:
        mail_id = mail.send(notice.mail_kind, to=delivery.email, context=context, language=delivery.language)
    except (mail.MailAddressInvalid, mail.MailHeaderInvalid, mail.MailRefused, Restrained):
        waiting.update(state=DeliveryState.FAILED)
    else:
        waiting.update(state=DeliveryState.SENT, sent_at=now(), mail_id=mail_id)


LOST = frozenset({MailStatus.BOUNCED, MailStatus.REFUSED})


def note_outcome(mail_id: UUID, status: MailStatus) -> None:
    """Write down that the mail of a notice came back: it proves nothing any more."""
    if status in LOST:
        told = Delivery.objects.filter(mail_id=mail_id, state__in=[DeliveryState.WAITING, DeliveryState.SENT])
        told.update(state=DeliveryState.BOUNCED)


@controller_atomic()
def put_away(notice: Notice, *, account_id: UUID, jeweler_id: UUID | None) -> None:
    """Close a notice's banner for its reader, in a workspace or with None in their own pages; the first time stays."""
    own = Delivery.objects.filter(whose(account_id, jeweler_id), notice=notice, seen_at=None)
    own.update(seen_at=now())
