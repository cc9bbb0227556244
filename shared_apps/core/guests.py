"""Who may enter a workspace without a place in it: whoever grants such leave registers how to look it up.

admit(fn)                              # support, at start-up
pass_of(account, jeweler_id)           # accounts, where there is no membership
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

type Admission = Callable[[Any, UUID], UUID | None]

_admissions: list[Admission] = []


def admit(admission: Admission) -> None:
    """Register how to find the leave an account holds for a jeweler; registering it twice changes nothing."""
    if admission not in _admissions:
        _admissions.append(admission)


def pass_of(account: Any, jeweler_id: UUID) -> UUID | None:
    """Return the id of the leave under which an account may enter as a guest now, if there is one."""
    found = (admission(account, jeweler_id) for admission in _admissions)
    return next((leave for leave in found if leave is not None), None)
