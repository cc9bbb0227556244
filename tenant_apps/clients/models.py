"""The people a jeweler works for, and those DIA'LOG introduced."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from shared_apps.core.clock import now
from shared_apps.core.models import Row
from shared_apps.inquiries.enums import ContactPreference
from tenant_apps.clients.enums import Channel, Kind, Language, LeadState, Outcome, Source


class Client(Row):
    """A person or household; ``is_minor`` says the jeweler learned that the person is under 16 (P69)."""

    number = models.BigIntegerField(unique=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON, db_default=Kind.PERSON)
    display_name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=80, default="", db_default="", blank=True)
    family_name = models.CharField(max_length=80, default="", db_default="", blank=True)
    language = models.CharField(max_length=10, choices=Language, default=Language.ENGLISH, db_default=Language.ENGLISH)
    is_discreet = models.BooleanField(default=False, db_default=False)
    is_minor = models.BooleanField(default=False, db_default=False)
    notes = models.TextField(max_length=2000, default="", db_default="", blank=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.WALK_IN, db_default=Source.WALK_IN)
    archived_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["display_name", "id"], name="clients_client_by_name")]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return f"C-{self.number}"

    @property
    def is_archived(self) -> bool:
        return self.archived_at is not None


class Contact(Row):
    """One way to reach a client."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="contacts")
    channel = models.CharField(max_length=10, choices=Channel)
    value = models.CharField(max_length=254)
    label = models.CharField(max_length=40, default="", db_default="", blank=True)
    is_preferred = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["client", "channel", "value"], name="clients_contact_once"),
            models.UniqueConstraint(
                fields=["client"], condition=Q(is_preferred=True), name="clients_contact_one_preferred"
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class Address(Row):
    """A place a client lives, receives or is billed at."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="addresses")
    label = models.CharField(max_length=40, default="", db_default="", blank=True)
    line_1 = models.CharField(max_length=120)
    line_2 = models.CharField(max_length=120, default="", db_default="", blank=True)
    city = models.CharField(max_length=80, default="", db_default="", blank=True)
    region = models.CharField(max_length=80, default="", db_default="", blank=True)
    postcode = models.CharField(max_length=20, default="", db_default="", blank=True)
    country = models.CharField(max_length=60, default="", db_default="", blank=True)

    def __str__(self) -> str:
        return f"address {self.pk}"

    @property
    def lines(self) -> list[str]:
        town = " ".join(part for part in (self.city, self.region, self.postcode) if part)
        return [line for line in (self.line_1, self.line_2, town, self.country) if line]


class Lead(Row):
    """A brief DIA'LOG introduced to this jeweler: the jeweler's own copy from then on (P43)."""

    introduction_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254, default="", db_default="", blank=True)
    phone = models.CharField(max_length=40, default="", db_default="", blank=True)
    contact_preference = models.CharField(max_length=20, default="", db_default="", blank=True)
    piece_type = models.CharField(max_length=80, default="", db_default="", blank=True)
    occasion = models.CharField(max_length=80, default="", db_default="", blank=True)
    budget = models.CharField(max_length=80, default="", db_default="", blank=True)
    timing = models.CharField(max_length=80, default="", db_default="", blank=True)
    location = models.CharField(max_length=120, default="", db_default="", blank=True)
    preferences = models.TextField(max_length=4000, default="", db_default="", blank=True)
    state = models.CharField(max_length=10, choices=LeadState, default=LeadState.NEW, db_default=LeadState.NEW)
    decided_at = models.DateTimeField(null=True)
    client = models.ForeignKey(Client, on_delete=models.SET_NULL, null=True, related_name="leads")
    answer_due_at = models.DateTimeField(null=True)
    contacted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default="", db_default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="clients_lead_by_state")]

    def __str__(self) -> str:
        return f"lead {self.pk}"

    @property
    def contact_words(self) -> str:
        """How the person asked to be contacted, in the words they chose from."""
        return str(dict(ContactPreference.choices).get(self.contact_preference, self.contact_preference))

    @property
    def is_new(self) -> bool:
        return self.state == LeadState.NEW

    @property
    def is_in_hand(self) -> bool:
        """Whether the house took it on and the person still wants it."""
        return self.state in {LeadState.ACCEPTED, LeadState.CONVERTED} and self.withdrawn_at is None

    @property
    def is_late(self) -> bool:
        return self.is_new and self.answer_due_at is not None and self.answer_due_at < now()
