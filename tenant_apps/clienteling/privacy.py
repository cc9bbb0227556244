from __future__ import annotations

from shared_apps.core.datamap import INSTRUCTION, Category, Field, Purpose, declare, personal, plain
from shared_apps.core.db import Half
from shared_apps.core.models import Row
from tenant_apps.clienteling.models import (
    GaugeMark,
    GreetingConsent,
    ImportantDate,
    Measurement,
    RingSize,
    Taste,
    Wish,
)

CLIENT = personal(Category.CLIENT)


def of_a_client(model: type[Row], **fields: Field) -> None:
    """Declare a model about a client: what is not named otherwise is the client's own."""
    names = {field.name for field in model._meta.concrete_fields} - {"id", "created_at", "client"}
    declare(
        model,
        half=Half.PROCESSOR,
        subject="client",
        purpose=Purpose.CRM,
        retention=INSTRUCTION,
        fields={"client": plain()} | dict.fromkeys(names, CLIENT) | fields,
    )


of_a_client(RingSize, measured_by_id=plain())
of_a_client(Measurement)
of_a_client(Taste)
of_a_client(Wish)
of_a_client(ImportantDate)
of_a_client(GreetingConsent, noted_by_id=plain())
declare(
    GaugeMark,
    half=Half.PROCESSOR,
    subject=None,
    purpose=Purpose.CRM,
    retention=INSTRUCTION,
    fields={"label": plain(), "circumference": plain()},
)
