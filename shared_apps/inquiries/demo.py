"""A day in the inbox for the demo: somebody has it in hand, somebody was answered, somebody wrote back."""

from __future__ import annotations

from shared_apps.accounts.models import Account
from shared_apps.core.clock import now
from shared_apps.inquiries.correspondence import add_note, note_answer, reply
from shared_apps.inquiries.models import Inquiry
from shared_apps.inquiries.operations import acknowledge
from shared_apps.inquiries.reply_templates import template_named
from shared_apps.inquiries.saved_views import save_view

SOON = "clock=soon&sort=due"


def seed_inbox(staff: Account) -> None:
    """Answer the first inquiry, take up the second, and keep a view; what was done before is left alone."""
    first, second = Inquiry.objects.order_by("id")[:2]
    if first.acknowledged_at is not None:
        return
    begun = template_named(first, "jeweler")
    reply(first, words=begun.filled(first) if begun else "Thank you.", by=staff, template="jeweler")
    add_note(first, words="Knows two of our houses; ask Ada before we send the terms.", by=staff)
    note_answer(first, words="Gladly. Thursday suits us.", arrived_at=now(), by=staff)
    acknowledge(second, by=staff)
    save_view(staff, name="Due soon", query=SOON)
