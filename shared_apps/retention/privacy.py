from __future__ import annotations

from shared_apps.core.datamap import Purpose, Retention, declare, plain
from shared_apps.core.db import Half
from shared_apps.retention.models import Alarm, SweepRun

RUNS = Retention("sweeps", "the sweep", 1096, "proof that what had its time was deleted, P52")

declare(
    SweepRun,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=RUNS,
    since="finished_at",
    fields={
        name: plain()
        for name in (
            "started_at",
            "started_by_id",
            "is_trial",
            "state",
            "leased_until",
            "finished_at",
            "counts",
            "failures",
            "held",
            "workspaces",
        )
    },
)
declare(
    Alarm,
    half=Half.CONTROLLER,
    subject=None,
    purpose=Purpose.LEGAL,
    retention=RUNS,
    since="ended_at",
    fields={name: plain() for name in ("last_finished_at", "told_at", "ended_at", "is_open")},
)
