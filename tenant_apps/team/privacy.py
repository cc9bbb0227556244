"""What the team's tables hold: the people of the house as its records name them."""

from __future__ import annotations

from shared_apps.core.datamap import INSTRUCTION, Category, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from tenant_apps.team.models import House, Member

declare(
    Member,
    half=Half.PROCESSOR,
    subject="self",
    purpose=Purpose.ACCOUNT,
    retention=INSTRUCTION,
    fields={
        "account_id": plain(),
        "name": personal(Category.ACCOUNT),
        "email": personal(Category.ACCOUNT),
        "role": plain(),
        "is_active": plain(),
    },
)
declare(
    House,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.OPERATE,
    retention=INSTRUCTION,
    fields={
        "name": plain(),
        "hue": plain(),
        "privacy_notice": plain(),
        "privacy_contact": personal(Category.ACCOUNT),
        "agreement_version": plain(),
        "is_only": plain(),
    },
)
