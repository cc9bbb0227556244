from __future__ import annotations

import logging
from uuid import UUID

from shared_apps.core.jobs import controller_task, jeweler_task
from shared_apps.tenancy.context import active_tenants, jeweler_context
from tenant_apps.portal.operations import letters, sign_in

log = logging.getLogger("dialog.portal")


@jeweler_task("portal.mail_sign_in_link")
def mail_sign_in_link(*, link_id: str, **_unknown: object) -> None:
    letters.mail_sign_in_link(UUID(link_id))


@jeweler_task("portal.mail_invitation")
def mail_invitation(*, access_id: str, **_unknown: object) -> None:
    letters.mail_invitation(UUID(access_id))


@controller_task("portal.forget_expired")
def forget_expired(**_unknown: object) -> None:
    """Sweep every portal; one that fails does not keep the others from theirs."""
    for tenant in active_tenants():
        try:
            with jeweler_context(tenant):
                sign_in.forget_expired()
        except Exception as error:
            log.warning("sweep failed", extra={"error": type(error).__name__, "tenant": str(tenant.id)})
