"""The jeweler's agreement: accepted by an owner before the workspace holds any client (P10)."""

from __future__ import annotations

from uuid import UUID

from shared_apps.accounts import agreement
from shared_apps.accounts.agreement import text_hash
from shared_apps.accounts.annexes import annex_hash
from shared_apps.accounts.models import Account, AgreementAcceptance, AgreementVersion, Membership
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM
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
def accept_agreement(jeweler_id: UUID, *, version: str, by: Account, annex: str = "") -> AgreementAcceptance:
    """Accept the current agreement in the jeweler's name; accepting it again changes nothing.

    ``annex`` is the hash of the list of providers that was read. Raises NotAnOwner, AgreementOutdated.
    """
    if not Membership.objects.filter(account=by, jeweler_id=jeweler_id, role=Role.OWNER).exists():
        raise NotAnOwner
    if version != agreement.current().version or annex not in {"", annex_hash()}:
        raise AgreementOutdated
    acceptance, accepted = AgreementAcceptance.objects.get_or_create(
        jeweler_id=jeweler_id,
        version=version,
        defaults={"account": by, "text_hash": text_hash(version), "annex_hash": annex_hash(), "accepted_at": now()},
    )
    if accepted:
        facts = {"jeweler": str(jeweler_id), "version": version, "text_hash": acceptance.text_hash}
        record("accounts.agreement.accepted", acceptance, by=by, **facts)
    enqueue("accounts.mirror_agreement", half=Half.CONTROLLER, jeweler_id=str(jeweler_id))
    return acceptance


class AgreementTextChanged(DomainError):
    message = "The text of a published version was changed. Write a new version instead."


@controller_atomic()
def sync_agreements() -> str:
    """Publish the versions in the code; a published text that changed stops the release. Return the one in force."""
    for one in agreement.VERSIONS:
        row, is_new = AgreementVersion.objects.get_or_create(
            version=one.version,
            defaults={"text_hash": text_hash(one.version), "published_on": one.published_on, "due_on": one.due_on},
        )
        if row.text_hash != text_hash(one.version):
            raise AgreementTextChanged
        if is_new:
            record("accounts.agreement.published", row, by=SYSTEM, version=one.version, text_hash=row.text_hash)
    return agreement.current().version


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
