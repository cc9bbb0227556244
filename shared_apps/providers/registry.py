"""The providers of this installation as declared; released with the code, written by ``sync_registers``."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from shared_apps.providers.models import ProviderCategory

HOUSE = {"is_in_house": True, "locations": ["HK"], "transfer_mechanism": ""}

IN_HOUSE: tuple[dict[str, Any], ...] = (
    {
        "key": "authentication",
        "name": "DIA'LOG, in-house",
        "category": ProviderCategory.AUTHENTICATION,
        "purposes": ["authentication"],
        "data_categories": ["P13", "P14", "P17"],
        **HOUSE,
    },
)

# The demo and the tests run everything on one machine, mails included.
EMBEDDED: tuple[dict[str, Any], ...] = tuple(
    {"key": key, "name": "This machine", "category": category, "purposes": [key], "data_categories": data, **HOUSE}
    for key, category, data in (
        ("hosting", ProviderCategory.HOSTING, ["P18"]),
        ("storage", ProviderCategory.STORAGE, ["P11", "P12", "P13", "P15", "P16"]),
        ("mail", ProviderCategory.MAIL, ["P11", "P12", "P13", "P14"]),
    )
)


def declared_providers() -> list[dict[str, Any]]:
    """Return what this installation declares; production names its own in ``PROVIDERS``."""
    return [*IN_HOUSE, *(EMBEDDED if settings.DEMO else settings.PROVIDERS)]
