"""Who processes data for us, for what, where and under which contract; the doors out read these rows (P32, P40)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.utils.timezone import localdate

from shared_apps.core.clock import now
from shared_apps.core.models import Row
from shared_apps.providers.countries import country_names
from shared_apps.providers.enums import (
    DATA_LABELS,
    NAMED_COUNTRIES,
    OPEN_CHANGE,
    ChangeKind,
    ChangeState,
    ProviderCategory,
    ProviderPurpose,
    ProviderState,
    TransferMechanism,
)

__all__ = ["Annex", "Edition", "ListReply", "Objection", "Provider", "ProviderCategory", "ProviderChange"]

NO_ITEMS = Value([], output_field=models.JSONField())


class Provider(Row):
    """One provider as it stands now; without a contract it cannot be active."""

    key = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    legal_entity = models.CharField(max_length=160, default="", db_default="", blank=True)
    category = models.CharField(max_length=20, choices=ProviderCategory)
    purposes = models.JSONField(default=list)
    data_categories = models.JSONField(default=list)
    locations = models.JSONField(default=list)
    transfer_mechanism = models.CharField(max_length=60, choices=TransferMechanism, default="", blank=True)
    contract_on = models.DateField(null=True)
    contract_sha256 = models.CharField(max_length=64, default="", blank=True)
    terms_url = models.URLField(max_length=300, default="", db_default="", blank=True)
    terms_version = models.CharField(max_length=60, default="", db_default="", blank=True)
    terms_on = models.DateField(null=True)
    trains_on_data = models.BooleanField(null=True)
    data_retention = models.CharField(max_length=160, default="", db_default="", blank=True)
    evidence_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    hosts = models.JSONField(default=list, db_default=NO_ITEMS)
    regions = models.JSONField(default=list, db_default=NO_ITEMS)
    is_in_house = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=ProviderState, default=ProviderState.PROPOSED)
    active_from = models.DateField(null=True)
    retired_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(category__in=ProviderCategory.values), name="provider_category_closed"),
            models.CheckConstraint(
                condition=~Q(state="active") | Q(contract_on__isnull=False) | Q(is_in_house=True),
                name="provider_active_has_contract",
            ),
            models.CheckConstraint(condition=Q(state__in=ProviderState.values), name="provider_state_closed"),
            models.CheckConstraint(
                condition=~Q(state="active")
                | Q(is_in_house=True)
                | (
                    Q(active_from__isnull=False, review_on__isnull=False) & ~Q(contract_sha256="") & ~Q(legal_entity="")
                ),
                name="provider_active_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state="active", category="analysis")
                | Q(is_in_house=True)
                | (Q(trains_on_data=False, terms_on__isnull=False) & ~Q(terms_url="")),
                name="provider_analysis_never_trains",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_review_overdue(self) -> bool:
        """Whether the review was due before today; such a provider gets nothing new (P51)."""
        return not self.is_in_house and self.review_on is not None and self.review_on < localdate(now())

    @property
    def countries_to_check(self) -> list[str]:
        """Return the countries the policy does not name; its words allow them, somebody must have looked (P50)."""
        return sorted(set(self.locations) - NAMED_COUNTRIES)

    @property
    def purpose_labels(self) -> list[str]:
        return [str(ProviderPurpose(one).label) for one in self.purposes if one in ProviderPurpose.values]

    @property
    def data_labels(self) -> list[str]:
        return [DATA_LABELS.get(one, one) for one in self.data_categories]

    @property
    def country_names(self) -> list[str]:
        return country_names(self.locations)


class ProviderChange(Row):
    """A material change: what was, what is to be, whom we told, until when they may object (P42)."""

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="changes")
    replaces = models.ForeignKey(Provider, models.PROTECT, null=True, related_name="+")
    kinds = models.JSONField(default=list)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    proposed_by_id = models.UUIDField(null=True)
    noticed_by_id = models.UUIDField(null=True)
    noticed_at = models.DateTimeField(null=True)
    object_until = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    settled_by_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    emergency_reason = models.CharField(max_length=500, default="", blank=True)
    emergency_asked_by_id = models.UUIDField(null=True)
    emergency_confirmed_by_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(state__in=ChangeState.values), name="change_state_closed"),
            models.UniqueConstraint(
                fields=["provider"], condition=Q(state__in=OPEN_CHANGE), name="change_one_open_a_provider"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["noticed", "effective"])
                | Q(noticed_at__isnull=False, object_until__isnull=False, effective_on__isnull=False),
                name="change_is_noticed_before_it_takes_effect",
            ),
            models.CheckConstraint(
                condition=Q(emergency_confirmed_by_id=None)
                | (
                    Q(emergency_asked_by_id__isnull=False)
                    & ~Q(emergency_reason="")
                    & ~Q(emergency_confirmed_by_id=F("emergency_asked_by_id"))
                ),
                name="change_emergency_needs_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"change {self.pk} of {self.provider_id}"

    @property
    def kind_labels(self) -> list[str]:
        return [str(ChangeKind(one).label) for one in self.kinds]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_CHANGE

    @property
    def is_emergency(self) -> bool:
        return self.emergency_confirmed_by_id is not None

    @property
    def may_still_be_objected_to(self) -> bool:
        """Whether the last day of the window has not passed."""
        return self.object_until is not None and localdate(now()) <= self.object_until


class Edition(Row):
    """A provider's row as it stood from a moment on: the list as of any day is made from these (P40)."""

    append_only = True

    provider = models.ForeignKey(Provider, models.PROTECT, related_name="editions")
    number = models.IntegerField()
    valid_from = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=ProviderState)
    snapshot = models.JSONField()
    change = models.ForeignKey(ProviderChange, models.PROTECT, null=True, related_name="+")
    made_by_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["provider", "number"], name="edition_number_once")
        ]

    def __str__(self) -> str:
        return f"edition {self.number} of {self.provider_id}"


class Objection(Row):
    """A jeweler's no to a provider, or to one change of it; while it stands nothing of theirs goes there (P42)."""

    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="objections")
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="objections")
    change = models.ForeignKey(ProviderChange, models.PROTECT, null=True, related_name="objections")
    purposes = models.JSONField(default=list)
    reason = models.CharField(max_length=500, default="", blank=True)
    raised_by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, related_name="+")
    raised_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["jeweler", "provider", "change"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
                name="objection_stands_once",
            )
        ]

    def __str__(self) -> str:
        return f"objection {self.pk}"


class Annex(Row):
    """A provider list by its hash: what an agreement was accepted with, and what was given out on request (P41)."""

    append_only = True

    sha256 = models.CharField(max_length=64, unique=True)
    document = models.JSONField()

    def __str__(self) -> str:
        return self.sha256


class ListReply(Row):
    """Who asked for the list, when, and which one they were given (P40)."""

    email = models.EmailField(max_length=254)
    asked_on = models.DateField()
    as_of = models.DateField()
    annex = models.ForeignKey(Annex, models.PROTECT, related_name="replies")
    answered_by_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"reply {self.pk}"
