from __future__ import annotations

from shared_apps.core.datamap import INSTRUCTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from tenant_apps.clients.models import Address, Client, Contact, Lead

CLIENT = personal(Category.CLIENT)

declare(
    Client,
    half=Half.PROCESSOR,
    subject="self",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "number": plain(),
        "kind": plain(),
        "display_name": CLIENT,
        "given_name": CLIENT,
        "family_name": CLIENT,
        "language": CLIENT,
        "is_discreet": CLIENT,
        "is_minor": CLIENT,
        "notes": CLIENT,
        "source": plain(),
        "archived_at": plain(),
    },
)

declare(
    Contact,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "client": plain(),
        "channel": CLIENT,
        "value": CLIENT,
        "label": CLIENT,
        "is_preferred": CLIENT,
    },
)

declare(
    Address,
    half=Half.PROCESSOR,
    subject="client",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={"client": plain()}
    | dict.fromkeys(("label", "line_1", "line_2", "city", "region", "postcode", "country"), CLIENT),
)

BRIEF = personal(Category.BRIEF)

declare(
    Lead,
    half=Half.PROCESSOR,
    subject="self",
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={
        "introduction_id": plain(),
        "name": BRIEF,
        "email": BRIEF,
        "phone": BRIEF,
        "contact_preference": BRIEF,
        "piece_type": BRIEF,
        "occasion": BRIEF,
        "budget": BRIEF,
        "timing": BRIEF,
        "location": BRIEF,
        "preferences": BRIEF,
        "state": plain(),
        "decided_at": plain(),
        "client": plain(),
        "answer_due_at": plain(),
        "contacted_at": plain(),
        "withdrawn_at": plain(),
        "outcome": plain(),
    },
)
