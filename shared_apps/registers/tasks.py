from __future__ import annotations

from shared_apps.core.jobs import controller_task
from shared_apps.registers.operations import disclosures
from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.policy_notices import tell_of


@controller_task("registers.make_export")
def make_export(*, disclosure_id: str, **_unknown: object) -> None:
    disclosures.make_export(disclosure_id=disclosure_id)


@controller_task("registers.tell_of_policy")
def tell_of_policy(*, version_id: str, **_unknown: object) -> None:
    tell_of(PolicyVersion.objects.get(pk=version_id))
