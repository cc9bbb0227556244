"""What the doors out need to know of a provider, remembered for seconds; without a database there is no answer."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from threading import Lock
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from shared_apps.providers.enums import ChangeState, ProviderState
from shared_apps.providers.models import Objection, Provider


@dataclass(frozen=True)
class Standing:
    """How a provider stands at the gate; ``objections`` are of (jeweler, purposes), no purposes meaning all."""

    is_active: bool
    active_from: date | None
    purposes: frozenset[str]
    hosts: frozenset[str]
    objections: tuple[tuple[UUID, frozenset[str]], ...]

    def is_objected_to(self, jeweler: UUID, purpose: str) -> bool:
        return any(one == jeweler and (not purposes or purpose in purposes) for one, purposes in self.objections)


_lock = Lock()
_known: dict[str, tuple[float, Standing | None]] = {}


def standing_of(key: str) -> Standing | None:
    """Return how a provider stands, None if nobody knows it; raises DatabaseError once what is remembered is old."""
    at = time.monotonic()
    known = _known.get(key)
    if known is not None and 0 <= at - known[0] < settings.EGRESS_MEMORY_SECONDS:
        return known[1]
    found = _read(key)
    with _lock:
        _known[key] = (at, found)
    return found


def forget_standings(key: str = "") -> None:
    """Forget one provider, or all."""
    with _lock:
        if key:
            _known.pop(key, None)
        else:
            _known.clear()


def _read(key: str) -> Standing | None:
    in_force = Q(change=None) | Q(change__state=ChangeState.EFFECTIVE)
    standing = Objection.objects.filter(in_force, provider=OuterRef("pk"), withdrawn_at=None).order_by()
    said = ArraySubquery(standing.values(said=JSONObject(jeweler="jeweler_id", purposes="purposes")))
    row = (
        Provider.objects.filter(key=key)
        .annotate(objected=said)
        .values_list("state", "active_from", "purposes", "hosts", "objected")
        .first()
    )
    if row is None:
        return None
    state, active_from, purposes, hosts, objected = row
    return Standing(
        is_active=state == ProviderState.ACTIVE,
        active_from=active_from,
        purposes=frozenset(purposes),
        hosts=frozenset(hosts),
        objections=tuple((UUID(one["jeweler"]), frozenset(one["purposes"])) for one in objected),
    )
