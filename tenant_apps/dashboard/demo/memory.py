"""What the demo's houses remember of their clients: sizes, days, tastes, what happened and what is to be done."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from shared_apps.core.clock import now, today
from tenant_apps.clienteling.operations import dates, sizes, tastes
from tenant_apps.clients.models import Client
from tenant_apps.team.models import Member
from tenant_apps.timeline import operations as timeline

FINGERS = (("hk_a", "13"), ("us", "6 1/2"), ("uk", "N½"), ("eu", "54"), ("hk_b", "15"))
LOVED = (("metal", "Yellow gold"), ("stone", "Old mine cut"), ("metal", "Platinum"), ("stone", "Jade"))
WISHES = ("Earrings that go with the ring", "A bangle she can sleep in", "Her mother's brooch made wearable")
SAID = (
    ("visit", "Tried three shanks in wax; the 1.9 mm one is right."),
    ("call", "Asked when the stone can be seen. Thursday suits."),
    ("message", "Sent two photographs of the setting by phone."),
    ("note", "Wears gloves at work: nothing that catches."),
)
TO_DO = ("Send the drawing", "Ask for the finger of the other hand", "Have the stone ready for Thursday", "Call back")


def remember(owner: Member) -> None:
    """Give each client who has none something to be remembered by."""
    for number, client in enumerate(Client.objects.filter(ring_sizes=None).order_by("pk")):
        _measure(client, number, owner)
        _like(client, number, owner)
        for back, (kind, text) in enumerate(SAID[: 2 + number % 3], start=1):
            happened = now() - timedelta(days=6 * back)
            timeline.write_activity(client, kind=kind, text=text, happened_at=happened, by=owner)
        due = today() + timedelta(days=number - 1)
        timeline.add_task(client, title=TO_DO[number % len(TO_DO)], due_on=due, assignee=owner, by=owner)


def _measure(client: Client, number: int, owner: Member) -> None:
    system, label = FINGERS[number % len(FINGERS)]
    sizes.measure_finger(client, system=system, label=label, hand="left", finger="ring", how="gauge", by=owner)
    sizes.measure_part(client, part="wrist", millimetres=Decimal(150 + 3 * number), by=owner)


def _like(client: Client, number: int, owner: Member) -> None:
    falls = today() + timedelta(days=5 + 9 * number)
    dates.note_date(client, kind="birthday" if number % 2 else "wedding", day=falls.day, month=falls.month, by=owner)
    matter, what = LOVED[number % len(LOVED)]
    tastes.note_taste(client, stance="loves", matter=matter, what=what, by=owner)
    if number % 3 == 0:
        tastes.note_taste(client, stance="allergic", matter="metal", what="Nickel", by=owner)
    tastes.note_wish(client, what=WISHES[number % len(WISHES)], by=owner)
