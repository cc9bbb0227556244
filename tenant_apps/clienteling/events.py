from __future__ import annotations

from shared_apps.core.trail import event

for name, words in (
    ("ring_size.measured", "measured a finger"),
    ("ring_size.forgotten", "removed a ring size"),
    ("measurement.taken", "took a measurement"),
    ("measurement.forgotten", "removed a measurement"),
    ("date.noted", "noted an important date"),
    ("date.changed", "changed an important date"),
    ("date.forgotten", "removed an important date"),
    ("greetings.allowed", "noted that a client wants to be greeted"),
    ("greetings.stopped", "noted that a client wants no greetings"),
    ("taste.noted", "noted a taste"),
    ("taste.forgotten", "removed a taste"),
    ("wish.noted", "noted a wish"),
    ("wish.fulfilled", "fulfilled a wish"),
    ("wish.forgotten", "removed a wish"),
):
    event(f"clienteling.{name}", words, facts=("number",))
event("clienteling.gauge.kept", "changed the workspace's own ring gauge", facts=("sizes",))
