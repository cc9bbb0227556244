"""Requests of persons about data DIA'LOG decides over, and what was done about each (P59-P66)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from shared_apps.core.models import Row
from shared_apps.rights.enums import (
    OPEN_STATES,
    DeletionState,
    DossierState,
    HoldKind,
    Identity,
    Kind,
    PassedKind,
    RecordKind,
    Regime,
    Relation,
    RequestState,
    RestraintKind,
    Source,
    Statute,
)

ONE_OF_OURS = 100


class Request(Row):
    """What somebody asks about a person's data; the clock starts when it was received, not when we looked."""

    reference = models.CharField(max_length=12, unique=True)
    received_at = models.DateTimeField()
    source = models.CharField(max_length=10, choices=Source)
    language = models.CharField(max_length=10, default="en")
    kinds = ArrayField(models.CharField(max_length=12, choices=Kind))
    regimes = ArrayField(models.CharField(max_length=10, choices=Regime))
    name = models.CharField(max_length=120, default="", blank=True)
    emails = ArrayField(models.EmailField(max_length=254), default=list, blank=True)
    phones = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    account = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, related_name="+")
    told = models.TextField(max_length=20000, default="", blank=True)
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.SELF)
    requester_name = models.CharField(max_length=120, default="", blank=True)
    requester_email = models.EmailField(max_length=254, default="", blank=True)
    relation_evidence = models.CharField(max_length=300, default="", blank=True)
    is_minor = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.NEW, db_index=True)
    due_on = models.DateField()
    extended_at = models.DateTimeField(null=True)
    extension_reason = models.CharField(max_length=500, default="", blank=True)
    acknowledged_at = models.DateTimeField(null=True)
    taken_by_id = models.UUIDField(null=True)
    identity = models.CharField(max_length=10, choices=Identity, default="", blank=True)
    identity_note = models.CharField(max_length=300, default="", blank=True)
    identity_at = models.DateTimeField(null=True)
    identity_by_id = models.UUIDField(null=True)
    merged_into = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.SET_NULL, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "due_on"], name="rights_request_queue")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES) | Q(closed_at__isnull=False), name="rights_request_closed_when"
            ),
            models.CheckConstraint(
                condition=Q(identity="") | Q(identity_at__isnull=False), name="rights_request_known_since"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def is_known(self) -> bool:
        """Whether we know that the person, or somebody who may, asks."""
        return self.identity != ""

    @property
    def address(self) -> str:
        """Where we write to: the one who asks, else the person."""
        return self.requester_email or (self.emails[0] if self.emails else "")

    @property
    def kind_labels(self) -> list[str]:
        return [str(Kind(kind).label) for kind in self.kinds]

    @property
    def regime_labels(self) -> list[str]:
        return [str(Regime(regime).label) for regime in self.regimes]


class Dossier(Row):
    """What was held about a person when the copy was made; sealed, behind a link and a code, until it expires."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="dossiers")
    state = models.CharField(max_length=10, choices=DossierState, default=DossierState.WAITING)
    hidden = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    sealed = models.TextField(default="")
    sha256 = models.CharField(max_length=64, default="")
    made_at = models.DateTimeField(null=True)
    token_hash = models.BinaryField(max_length=32, null=True, unique=True)
    code_hash = models.BinaryField(max_length=32, null=True)
    code_until = models.DateTimeField(null=True)
    codes_sent = models.IntegerField(default=0)
    tries = models.IntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)


class Correction(Row):
    """One value that was wrong, and what it is now."""

    request = models.ForeignKey(Request, models.CASCADE, related_name="corrections")
    model = models.CharField(max_length=ONE_OF_OURS)
    row_key = models.CharField(max_length=40)
    field = models.CharField(max_length=60)
    old_value = models.TextField(default="")
    new_value = models.TextField(default="")
    made_by_id = models.UUIDField(null=True)


class Hold(Row):
    """One row that must stay: why, until when, and who said so (P53)."""

    model = models.CharField(max_length=ONE_OF_OURS)
    row_key = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=HoldKind, default=HoldKind.LAW)
    statute = models.CharField(max_length=120)
    reason = models.CharField(max_length=300, default="", blank=True)
    until = models.DateField(null=True)
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="holds")
    placed_by_id = models.UUIDField(null=True)
    released_at = models.DateTimeField(null=True)
    release_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["model", "row_key", "kind", "statute"],
                condition=Q(released_at=None),
                name="rights_hold_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind=HoldKind.LAW) | Q(until__isnull=False), name="rights_hold_by_law_ends"
            ),
        ]


class Deletion(Row):
    """The plan of a deletion, who confirmed it, and the certificate at its end."""

    request = models.OneToOneField(Request, models.CASCADE, related_name="deletion")
    state = models.CharField(max_length=10, choices=DeletionState, default=DeletionState.PLANNED)
    confirmed_by_id = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    certificate = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)

    @property
    def is_open(self) -> bool:
        return self.state != DeletionState.DONE


class DeletionItem(Row):
    """One row of a plan, by its id alone: what happens to it, what holds it, when it was done."""

    deletion = models.ForeignKey(Deletion, models.CASCADE, related_name="items")
    model = models.CharField(max_length=ONE_OF_OURS)
    row_key = models.CharField(max_length=40)
    step = models.IntegerField()
    act = models.CharField(max_length=10)
    hold = models.ForeignKey(Hold, models.SET_NULL, null=True, related_name="items")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["deletion", "model", "row_key"], name="rights_deletion_item_once")
        ]


class Restraint(Row):
    """A use a person stopped, by the keyed hash of their address: what was erased stays unknown (P62, P63)."""

    address_hash = models.CharField(max_length=64, db_index=True)
    purpose = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=RestraintKind)
    reason = models.CharField(max_length=300, default="", blank=True)
    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="restraints")
    begun_by_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["address_hash", "purpose", "kind"], condition=Q(ended_at=None), name="rights_restraint_once"
            )
        ]


class Refusal(Row):
    """An entry of the log book (PDPO s.27), made before the person is told; nothing changes it afterwards."""

    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="refusals")
    reference = models.CharField(max_length=12)
    kind = models.CharField(max_length=12, choices=Kind)
    statute = models.CharField(max_length=20, choices=Statute)
    reason = models.TextField(max_length=2000)
    other_user = models.CharField(max_length=300, default="", blank=True)
    entered_by_id = models.UUIDField()
    note = models.TextField(max_length=2000, default="", blank=True)
    about_model = models.CharField(max_length=ONE_OF_OURS, default="", blank=True)
    about_key = models.CharField(max_length=40, default="", blank=True)


class Passed(Row):
    """What a jeweler is told of a person: kept until it has arrived, then only that it did."""

    request = models.ForeignKey(Request, models.SET_NULL, null=True, related_name="passed")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=PassedKind)
    introduction_id = models.UUIDField(null=True)
    sealed = models.TextField(default="")
    arrived_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "jeweler", "kind", "introduction_id"],
                name="rights_passed_once",
                nulls_distinct=False,
            )
        ]


class BusinessRecord(Row):
    """A paper of ours that the law makes us keep: for whom, of which day, until when (Inland Revenue Ordinance)."""

    kind = models.CharField(max_length=10, choices=RecordKind, default=RecordKind.INVOICE)
    number = models.CharField(max_length=40, unique=True)
    party_name = models.CharField(max_length=120)
    party_address = models.CharField(max_length=500)
    party_email = models.EmailField(max_length=254, default="", blank=True)
    account = models.ForeignKey("accounts.Account", models.SET_NULL, null=True, related_name="+")
    jeweler = models.ForeignKey("jewelers.Jeweler", models.SET_NULL, null=True, related_name="+")
    dated = models.DateField()
    kept_until = models.DateField()

    def __str__(self) -> str:
        return self.number

    def is_over(self, today: date) -> bool:
        """Whether the law has stopped asking for it."""
        return self.kept_until < today
