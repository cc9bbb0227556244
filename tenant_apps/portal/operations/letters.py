"""What the portal writes to clients: service mails only, without a name of a client or a piece in the subject."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from uuid import UUID

from django.urls import reverse

from shared_apps.egress import mail
from shared_apps.tenancy.context import current_tenant
from shared_apps.tenancy.hosts import Surface, url_on
from tenant_apps.portal.enums import Hearer
from tenant_apps.portal.models import Access, Nudge, SignInLink
from tenant_apps.portal.operations.sign_in import mint_link
from tenant_apps.portal.permissions import VIEW_CONVERSATIONS
from tenant_apps.team.queries import house, team

# A mail holds one link, ours; the notice's own stand on the portal's page.
LINK = re.compile(r"https?://\S+")
PORTAL_URLS = "config.urls.workspace"


def portal_url(name: str, *args: object) -> str:
    """Return an absolute address in this jeweler's portal."""
    return url_on(Surface.WORKSPACE, reverse(name, urlconf=PORTAL_URLS, args=args), current_tenant())


def mail_sign_in_link(link_id: UUID) -> None:
    """Mint the link and mail it; for an address nobody knows there is nothing to do.

    A repeated task mints no second token: it would make the link that is already on its way a dead one.
    """
    link = SignInLink.objects.select_related("access").filter(pk=link_id, access__isnull=False).first()
    if link is None or link.access is None or mail.is_done("portal.sign_in_link", to=link.access.email):
        return
    mintage = mint_link(link_id)
    if mintage is None:
        return
    context = {"house": house_name(), "link": portal_url("portal:confirm", mintage.token)}
    send("portal.sign_in_link", mintage.access, context)


def mail_invitation(access_id: UUID) -> None:
    """Tell a client that a portal is open to them, with the jeweler's notice."""
    access = Access.objects.select_related("client").filter(pk=access_id, revoked_at=None).first()
    if access is None:
        return
    face = house()
    context = {
        "house": house_name(),
        "link": portal_url("portal:home"),
        "notice": LINK.sub("(see that page)", face.privacy_notice) if face else "",
        "privacy_contact": face.privacy_contact if face else "",
    }
    send("portal.invitation", access, context)


def mail_nudge(nudge_id: UUID) -> None:
    """Write to everybody on one side of a conversation; an address that refuses mail keeps nobody else from theirs."""
    told = Nudge.objects.select_related("design").filter(pk=nudge_id).first()
    if told is None:
        return
    for write in _writings(told):
        with suppress(mail.MailRefused, mail.MailAddressInvalid):
            write()


def _writings(told: Nudge) -> list[Callable[[], object]]:
    design = told.design
    if told.hearer == Hearer.CLIENT:
        context = {"link": portal_url("portal:design", design.pk)}
        accesses = Access.objects.select_related("client").filter(client_id=design.client_id, revoked_at=None)
        return [partial(send, "portal.answered", access, context) for access in accesses.order_by("pk")]
    context = {"link": portal_url("portal_desk:conversation", design.pk)}
    hearers = [member for member in team() if VIEW_CONVERSATIONS.allows(member.role)]
    return [partial(mail.send, "portal.client_spoke", to=one.email, context=context) for one in hearers]


def send(kind: str, access: Access, context: dict[str, str]) -> None:
    """Send a letter in the client's language and the house's name; to a discreet client in nobody's."""
    client = access.client
    sender = "" if client.is_discreet else house_name()
    mail.send(kind, to=access.email, context=context, sender_name=sender, language=client.language)


def house_name() -> str:
    """Return the name clients know the jeweler by."""
    face = house()
    return face.name if face and face.name else current_tenant().name
