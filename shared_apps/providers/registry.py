"""The providers of this installation as declared; released with the code, written by ``sync_registers``."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from shared_apps.providers.enums import ProviderCategory

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

EMBEDDED = (
    ("hosting", ProviderCategory.HOSTING, ["P18"]),
    ("storage", ProviderCategory.STORAGE, ["P11", "P12", "P13", "P15", "P16"]),
    ("mail", ProviderCategory.MAIL, ["P11", "P12", "P13", "P14"]),
)


def declared_providers() -> list[dict[str, Any]]:
    """Return what this installation declares; production names its own in ``PROVIDERS``."""
    return [*IN_HOUSE, *(embedded_providers() if settings.DEMO else settings.PROVIDERS)]


def embedded_providers() -> list[dict[str, Any]]:
    """Return the providers of the demo and the tests: everything runs on one machine, mails included."""
    store = {urlsplit(place).hostname or "" for place in (settings.S3_ENDPOINT, settings.S3_PUBLIC_ENDPOINT)}
    machine = {"hosts": sorted({"127.0.0.1", "localhost"} | store - {""}), "regions": [settings.S3_REGION]}
    return [
        {"key": key, "name": "This machine", "category": category, "purposes": [key], "data_categories": data}
        | HOUSE
        | machine
        for key, category, data in EMBEDDED
    ]
