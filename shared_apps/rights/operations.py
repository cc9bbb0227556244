from __future__ import annotations

from shared_apps.core.actors import SYSTEM
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.errors import DomainError
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.rights.models import PolicyVersion
from shared_apps.rights.policy import current_edition, policy_text, text_sha256


class PolicyChangedWithoutEdition(DomainError):
    message = "The words of the policy changed: declare a new edition with its date and summary."


@controller_atomic()
def sync_policy() -> PolicyVersion:
    """Publish the declared edition if it is new; raises PolicyChangedWithoutEdition when words and edition differ."""
    edition = current_edition()
    if edition.text_sha256 != text_sha256():
        raise PolicyChangedWithoutEdition
    published = PolicyVersion.objects.filter(number=edition.number).first()
    if published is None:
        published = PolicyVersion.objects.create(
            number=edition.number,
            effective_on=edition.effective_on,
            text_sha256=edition.text_sha256,
            text=policy_text(),
            summary=edition.summary,
            is_material=edition.is_material,
        )
        record("rights.policy.published", published, by=SYSTEM, number=edition.number)
        if edition.audience:
            enqueue("registers.tell_of_policy", half=Half.CONTROLLER, version_id=str(published.pk))
    elif published.text_sha256 != edition.text_sha256:
        raise PolicyChangedWithoutEdition
    return published
