from __future__ import annotations

from shared_apps.core.trail import event

event("retention.sweep.finished", "deleted what had its time", facts=("rows", "held", "workspaces", "failures"))
event("retention.sweep.tried", "counted what had its time", facts=("rows", "held", "workspaces", "failures"))
event("retention.alarm.raised", "raised the alarm: no sweep had finished for two days")
event("retention.alarm.ended", "ended the alarm about the sweep")
