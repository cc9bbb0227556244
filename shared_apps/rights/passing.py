"""Tells a jeweler something about a person, through the one door into their half; what was told is forgotten here."""

from __future__ import annotations

from uuid import UUID

from shared_apps.accounts.sealing import open_text, seal_text
from shared_apps.core import crossings
from shared_apps.core.actors import SYSTEM
from shared_apps.core.clock import now
from shared_apps.core.db import Half, controller_atomic
from shared_apps.core.jobs import enqueue
from shared_apps.core.operations import record
from shared_apps.jewelers.enums import JewelerState
from shared_apps.jewelers.models import Jeweler
from shared_apps.jewelers.queries import tenant_of
from shared_apps.notices.operations import give_notice
from shared_apps.notices.queries import privacy_contacts
from shared_apps.rights.request_models import Passed, Request
from shared_apps.tenancy.tenants import OPEN_STATES

SEAL = "passed on"
CROSSING = "privacy.receive_passed_on"


def pass_on(
    request: Request, jeweler: Jeweler, *, kind: str, text: str = "", introduction_id: UUID | None = None
) -> Passed:
    """Decide, in the caller's transaction, that a jeweler is told; again, it is the same telling."""
    passed, is_new = Passed.objects.get_or_create(
        request=request,
        jeweler=jeweler,
        kind=kind,
        introduction_id=introduction_id,
        defaults={"sealed": seal_text(SEAL, text)},
    )
    if not is_new and passed.arrived_at is None and text:
        passed.sealed = seal_text(SEAL, text)
        passed.save(update_fields=["sealed"])
    if is_new:
        enqueue("rights.pass_on", half=Half.CONTROLLER, passed_id=str(passed.pk))
    return passed


def deliver(*, passed_id: str) -> None:
    """Carry it into the jeweler's half and tell their privacy contact where to look; may be repeated at any point.

    A workspace that stands closed receives it when it opens again; one that was deleted has nothing to act on.
    """
    passed = Passed.objects.select_related("jeweler").filter(pk=passed_id).first()
    if passed is None or passed.arrived_at is not None:
        return
    if passed.jeweler.state in OPEN_STATES:
        crossings.call(
            CROSSING,
            tenant_of(passed.jeweler),
            passed_id=passed_id,
            kind=passed.kind,
            introduction_id=str(passed.introduction_id) if passed.introduction_id else None,
            text=open_text(SEAL, passed.sealed),
        )
    elif passed.jeweler.state != JewelerState.DELETED:
        return
    _note_arrived(passed)


@controller_atomic()
def _note_arrived(passed: Passed) -> None:
    arrived = Passed.objects.filter(pk=passed.pk, arrived_at=None).update(arrived_at=now(), sealed="")
    if arrived:
        record("rights.passed.arrived", passed, by=SYSTEM, jeweler=str(passed.jeweler_id), kind=passed.kind)
        give_notice("rights.passed_on", passed, to=privacy_contacts([passed.jeweler_id]), by=SYSTEM)


@controller_atomic()
def deliver_waiting() -> int:
    """Try again for the jewelers whose workspace has opened since; return how many."""
    waiting = Passed.objects.filter(arrived_at=None, jeweler__state__in=OPEN_STATES).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True))
    for key in keys:
        enqueue("rights.pass_on", half=Half.CONTROLLER, passed_id=str(key))
    return len(keys)
