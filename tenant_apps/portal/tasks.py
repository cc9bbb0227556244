from __future__ import annotations

from uuid import UUID

from shared_apps.core.jobs import controller_task, jeweler_task
from shared_apps.core.rounds import in_each
from shared_apps.tenancy.context import active_tenants
from tenant_apps.portal.operations import letters, nudges, sign_in


@jeweler_task("portal.mail_sign_in_link")
def mail_sign_in_link(*, link_id: str, **_unknown: object) -> None:
    letters.mail_sign_in_link(UUID(link_id))


@jeweler_task("portal.mail_invitation")
def mail_invitation(*, access_id: str, **_unknown: object) -> None:
    letters.mail_invitation(UUID(access_id))


@jeweler_task("portal.mail_nudge")
def mail_nudge(*, nudge_id: str, **_unknown: object) -> None:
    letters.mail_nudge(UUID(nudge_id))


@controller_task("portal.nudge_owed")
def nudge_owed(**_unknown: object) -> None:
    in_each(active_tenants(), nudges.nudge_owed)


@controller_task("portal.forget_expired")
def forget_expired(**_unknown: object) -> None:
    in_each(active_tenants(), sign_in.forget_expired)
