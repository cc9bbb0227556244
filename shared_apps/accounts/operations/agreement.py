"""The jeweler's agreement: accepted by an owner before the workspace holds any client (P10)."""

from __future__ import annotations

from uuid import UUID

from shared_apps.accounts.agreement import CURRENT_VERSION, text_hash
from shared_apps.accounts.models import Account, AgreementAcceptance, Membership
from shared_apps.core import crossings
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.core.roles import Role
from shared_apps.tenancy.context import tenant_by_id


class NotAnOwner(DomainError):
    message = "Only an owner of the workspace can accept the agreement."


class AgreementOutdated(DomainError):
    message = "The agreement has changed since this page was opened. Please read the current one."


@controller_atomic()
def accept_agreement(jeweler_id: UUID, *, version: str, by: Account) -> AgreementAcceptance:
    """Accept the current agreement in the jeweler's name; accepting it again changes nothing."""
    if not Membership.objects.filter(account=by, jeweler_id=jeweler_id, role=Role.OWNER).exists():
        raise NotAnOwner
    if version != CURRENT_VERSION:
        raise AgreementOutdated
    acceptance, accepted = AgreementAcceptance.objects.get_or_create(
        jeweler_id=jeweler_id,
        version=version,
        defaults={"account": by, "text_hash": text_hash(version), "accepted_at": now()},
    )
    if accepted:
        facts = {"jeweler": str(jeweler_id), "version": version, "text_hash": acceptance.text_hash}
        record("accounts.agreement.accepted", acceptance, by=by, **facts)
    enqueue("accounts.mirror_agreement", half=Half.CONTROLLER, jeweler_id=str(jeweler_id))
    return acceptance


def mirror_agreement(jeweler_id: UUID) -> None:
    """Tell the jeweler's own half which version is accepted; may run any number of times."""
    acceptance = AgreementAcceptance.objects.filter(jeweler_id=jeweler_id).order_by("accepted_at").last()
    if acceptance is None:
        return
    crossings.call(
        "team.accept_agreement",
        tenant_by_id(jeweler_id),
        version=acceptance.version,
        text_hash=acceptance.text_hash,
        by_id=str(acceptance.account_id) if acceptance.account_id else None,
    )
