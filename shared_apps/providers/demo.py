"""A change on its way and one being prepared, so that the demo's register is not all house."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate

from shared_apps.core.actors import Actor
from shared_apps.core.clock import now
from shared_apps.providers.models import Provider
from shared_apps.providers.operations import enter_provider, give_change_notice


def seed_providers(*, by: Actor) -> None:
    """Enter two providers that jewelers do not depend on; what is there already is left alone."""
    if Provider.objects.filter(key="lapidary-vision").exists():
        return
    analysis = enter_provider("lapidary-vision", announced(), by=by)
    give_change_notice(analysis.changes.get(), by=by)
    partner = {"name": "Kwun Tong Casting", "category": "partner", "purposes": ["production"], "locations": ["HK"]}
    enter_provider("kwun-tong-casting", partner, by=by)


def announced() -> dict[str, Any]:
    """Return a provider that is complete, with dates that stay believable."""
    today = localdate(now())
    return {
        "name": "Lapidary Vision",
        "legal_entity": "Lapidary Vision GmbH",
        "category": "analysis",
        "purposes": ["analysis"],
        "data_categories": ["P16"],
        "locations": ["DE", "US"],
        "transfer_mechanism": "scc",
        "contract_on": today - timedelta(days=20),
        "contract_sha256": "5f2c" * 16,
        "terms_url": "https://vision.example/terms",
        "terms_version": "7",
        "terms_on": today - timedelta(days=90),
        "trains_on_data": False,
        "data_retention": "Nothing after the answer",
        "evidence_on": today - timedelta(days=60),
        "review_on": today + timedelta(days=340),
        "hosts": ["api.vision.example"],
        "regions": ["eu-central-1"],
    }
