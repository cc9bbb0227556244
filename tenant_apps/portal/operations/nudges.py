"""Tells one side of a conversation that the other said something: a mail an hour and design, at most.

The first word goes out at once. What is said within the hour after is owed, and told when the hour is over.
"""

from __future__ import annotations

from datetime import timedelta

from shared_apps.core.clock import now
from shared_apps.core.db import jeweler_atomic
from shared_apps.core.jobs import enqueue
from tenant_apps.library.models import Design
from tenant_apps.portal.enums import Hearer
from tenant_apps.portal.models import Nudge

QUIET_FOR = timedelta(hours=1)


@jeweler_atomic()
def nudge(design: Design, hearer: Hearer) -> None:
    """Have one side told of what was just said, now or when their hour of quiet is over."""
    at = now()
    found, is_new = Nudge.objects.select_for_update().get_or_create(
        design=design, hearer=hearer, defaults={"told_at": at}
    )
    if is_new or found.told_at <= at - QUIET_FOR:
        _tell(found)
    elif not found.is_owed:
        found.is_owed = True
        found.save(update_fields=["is_owed"])


@jeweler_atomic()
def nudge_owed() -> int:
    """Tell those whose hour of quiet is over what was said in it; return how many were told."""
    due = Nudge.objects.select_for_update(skip_locked=True).filter(is_owed=True, told_at__lte=now() - QUIET_FOR)
    owed = list(due.order_by("pk"))
    for one in owed:
        _tell(one)
    return len(owed)


def _tell(one: Nudge) -> None:
    one.told_at, one.is_owed = now(), False
    one.save(update_fields=["told_at", "is_owed"])
    enqueue("portal.mail_nudge", nudge_id=str(one.pk))
