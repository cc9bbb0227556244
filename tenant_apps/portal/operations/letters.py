"""What the portal writes to clients: service mails only, without a name of a client or a piece in the subject."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from shared_apps.egress import mail
from shared_apps.tenancy.context import current_tenant
from shared_apps.tenancy.hosts import Surface, url_on
from tenant_apps.portal.models import Access
from tenant_apps.portal.operations.sign_in import mint_link
from tenant_apps.team.queries import house

PORTAL_URLS = "config.urls.workspace"


def portal_url(name: str, *args: object) -> str:
    """Return an absolute address in this jeweler's portal."""
    return url_on(Surface.WORKSPACE, reverse(name, urlconf=PORTAL_URLS, args=args), current_tenant())


def mail_sign_in_link(link_id: UUID) -> None:
    """Mint the link and mail it; for an address nobody knows there is nothing to do."""
    mintage = mint_link(link_id)
    if mintage is None:
        return
    context = {"house": house_name(), "link": portal_url("portal:confirm", mintage.token)}
    mail.send("portal.sign_in_link", to=mintage.access.email, context=context)


def mail_invitation(access_id: UUID) -> None:
    """Tell a client that a portal is open to them, with the jeweler's notice."""
    access = Access.objects.filter(pk=access_id, revoked_at=None).first()
    if access is None:
        return
    face = house()
    context = {
        "house": house_name(),
        "link": portal_url("portal:home"),
        "notice": face.privacy_notice if face else "",
        "privacy_contact": face.privacy_contact if face else "",
    }
    mail.send("portal.invitation", to=access.email, context=context)


def house_name() -> str:
    """Return the name clients know the jeweler by."""
    face = house()
    return face.name if face and face.name else current_tenant().name
