"""Who processes data for us, for what, where and under which contract; the egress gate reads these rows (P32, P40)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row


class ProviderCategory(models.TextChoices):
    """Exactly the seven kinds the policy names; an eighth needs a new policy version."""

    HOSTING = "hosting", "Hosting and infrastructure"
    STORAGE = "storage", "Database and secure file and image storage"
    AUTHENTICATION = "authentication", "Authentication"
    MAIL = "mail", "Email delivery"
    ANALYSIS = "analysis", "AI analysis"
    INTEGRATION = "integration", "Optional integrations a jeweler chooses to connect"
    PARTNER = "partner", "Manufacturing and sourcing partners"


class ProviderState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    NOTICED = "noticed", "Jewelers told"
    ACTIVE = "active", "Active"
    ENDED = "ended", "Ended"


class Provider(Row):
    """One provider; without the date of its contract it cannot be active."""

    key = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    category = models.CharField(max_length=20, choices=ProviderCategory)
    purposes = models.JSONField(default=list)
    data_categories = models.JSONField(default=list)
    locations = models.JSONField(default=list)
    transfer_mechanism = models.CharField(max_length=60, default="", blank=True)
    contract_on = models.DateField(null=True)
    contract_sha256 = models.CharField(max_length=64, default="", blank=True)
    is_in_house = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ProviderState, default=ProviderState.PROPOSED)
    active_from = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(category__in=ProviderCategory.values), name="provider_category_closed"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(contract_on__isnull=False) | Q(is_in_house=True),
                name="provider_active_has_contract",
            ),
        ]

    def __str__(self) -> str:
        return self.name
