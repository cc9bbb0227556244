"""What visitors of the Site asked for: DIA'LOG's own data (P11, P12)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import CharField, F, Func, Q, Value
from django.db.models.functions import Right, Upper
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from shared_apps.core.models import Row
from shared_apps.inquiries.bands import band_words
from shared_apps.inquiries.enums import (
    RUSH,
    Budget,
    CloseReason,
    ContactPreference,
    Currency,
    EntryKind,
    InquiryState,
    Language,
    Material,
    Occasion,
    Piece,
    Style,
    Timing,
)

# Country codes are written or left out: the last eight digits tell two telephones apart.
TELLING = 8


def telling_digits(field: str) -> Right:
    """Return what tells the telephones of a column apart."""
    bare = Func(F(field), Value(r"\D"), Value(""), Value("g"), function="regexp_replace", output_field=CharField())
    return Right(bare, TELLING)


def words_found(*fields: str, name: str) -> list[models.Index]:
    """Return the index by which a part of any of these columns is found, in any case."""
    return [GinIndex(*(OpClass(Upper(field), name="gin_trgm_ops") for field in fields), name=name)]


class Received(Row):
    """What both kinds share: a reference for people, a state, whose it is, and until when we owe what.

    ``answer_by`` is empty when we owe nothing: answered, or nobody asked. ``merged_into_id`` is the kept thread.
    """

    reference = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=12, choices=InquiryState, default=InquiryState.NEW, db_index=True)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    language = models.CharField(
        max_length=10, choices=Language, default=Language.ENGLISH, db_default=Language.ENGLISH.value
    )
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.UUIDField(null=True)
    assigned_to_id = models.UUIDField(null=True)
    acknowledge_by = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    merged_into_kind = models.CharField(max_length=10, default="", db_default="", blank=True)
    merged_into_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=12, choices=CloseReason, default="", blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~Q(state="closed") | (Q(closed_at__isnull=False) & ~Q(close_reason="")),
                name="%(class)s_closed_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state != InquiryState.CLOSED

    @property
    def kind(self) -> str:
        return self._meta.model_name or ""

    @property
    def is_merged(self) -> bool:
        return self.merged_into_id is not None

    @property
    def is_discreet(self) -> bool:
        return False

    @property
    def is_rush(self) -> bool:
        return False

    @property
    def may_be_mailed(self) -> bool:
        """Whether an answer may be written at all, or the person asked discreetly for the phone."""
        return True

    @property
    def telephone(self) -> str:
        return ""


class Inquiry(Received):
    """A message from “Get in touch”: exactly the fields of P11."""

    company = models.CharField(max_length=120, default="", blank=True)
    role = models.CharField(max_length=120, default="", blank=True)
    message = models.TextField(max_length=5000, default="", blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [*Received.Meta.constraints]
        indexes: ClassVar[list[models.Index]] = [
            *words_found("name", "email", "company", "message", name="inquiry_words"),
            models.Index(Upper("email"), name="inquiry_email"),
        ]


class Brief(Received):
    """A piece somebody has in mind, from “Find a jeweler”: exactly the ten data of P12, and one instruction.

    Some data take more than one column: a budget range has its currency, timing its date, wishes their two lists.
    """

    piece = models.CharField(max_length=20, choices=Piece)
    occasion = models.CharField(max_length=20, choices=Occasion)
    budget = models.CharField(max_length=20, choices=Budget)
    budget_currency = models.CharField(
        max_length=3, choices=Currency, default=Currency.HKD, db_default=Currency.HKD.value
    )
    timing = models.CharField(max_length=20, choices=Timing)
    needed_on = models.DateField(null=True, blank=True)
    location = models.CharField(max_length=120)
    materials = ArrayField(models.CharField(max_length=20, choices=Material), default=list, db_default=[], blank=True)
    styles = ArrayField(models.CharField(max_length=20, choices=Style), default=list, db_default=[], blank=True)
    preferences = models.TextField(max_length=3000, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    contact_preference = models.CharField(max_length=20, choices=ContactPreference)
    wants_direct_introduction = models.BooleanField(default=False, db_default=False)
    introduced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Received.Meta.constraints,
            models.CheckConstraint(
                condition=Q(timing="fixed_date", needed_on__isnull=False)
                | (~Q(timing="fixed_date") & Q(needed_on__isnull=True)),
                name="brief_fixed_date_is_known",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            *words_found("name", "email", "phone", "location", "preferences", name="brief_words"),
            models.Index(Upper("email"), name="brief_email"),
            models.Index(telling_digits("phone"), name="brief_phone"),
        ]

    @property
    def is_rush(self) -> bool:
        """Whether it is wanted sooner than a piece is usually made, counted from the day it was asked for."""
        if self.needed_on is not None:
            return bool(self.needed_on - localdate(self.created_at) < RUSH)
        return Timing(self.timing).is_rush

    @property
    def is_discreet(self) -> bool:
        return ContactPreference(self.contact_preference).is_discreet

    @property
    def may_be_mailed(self) -> bool:
        return ContactPreference(self.contact_preference).allows_email

    @property
    def telephone(self) -> str:
        return self.phone

    @property
    def budget_words(self) -> str:
        """The band as the person read it, and in Hong Kong dollars where that was another currency."""
        read = band_words(self.budget, self.budget_currency)
        ours = band_words(self.budget)
        return read if read == ours else f"{read} ({ours})"

    @property
    def timing_words(self) -> str:
        if self.needed_on is None:
            return str(Timing(self.timing).label)
        return _("By %(day)s") % {"day": date_format(self.needed_on, "j F Y")}

    @property
    def wishes_words(self) -> str:
        """Materials, styles and the person's own words as one text."""
        lists = (
            (_("Materials"), [str(Material(chosen).label) for chosen in self.materials]),
            (_("Style"), [str(Style(chosen).label) for chosen in self.styles]),
        )
        lines = [f"{title}: {', '.join(words)}" for title, words in lists if words]
        return "\n".join([*lines, self.preferences] if self.preferences else lines)


class Entry(Row):
    """One thing that was said or noted after the first message: by whom, when, in which words.

    ``said_at`` is when it was said or arrived, which for a pasted mail is before it was entered.
    """

    kind = models.CharField(max_length=10, choices=EntryKind)
    words = models.TextField(max_length=5000)
    by_id = models.UUIDField(null=True)
    said_at = models.DateTimeField()
    template = models.CharField(max_length=40, default="", db_default="", blank=True)
    language = models.CharField(
        max_length=10, choices=Language, default=Language.ENGLISH, db_default=Language.ENGLISH.value
    )
    sent_at = models.DateTimeField(null=True)
    mail_id = models.UUIDField(null=True)
    returned_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_on_its_way(self) -> bool:
        return self.kind == EntryKind.REPLY and self.sent_at is None and self.returned_at is None


class InquiryEntry(Entry):
    received = models.ForeignKey(Inquiry, models.CASCADE, related_name="entries")

    class Meta:
        indexes: ClassVar[list[models.Index]] = words_found("words", name="inquiry_entry_words")


class BriefEntry(Entry):
    received = models.ForeignKey(Brief, models.CASCADE, related_name="entries")

    class Meta:
        indexes: ClassVar[list[models.Index]] = words_found("words", name="brief_entry_words")


class SavedView(Row):
    """A way of looking at the inbox that a member of staff gave a name; ``query`` is its address."""

    account = models.ForeignKey("accounts.Account", models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account", "name"], name="saved_view_name_once")
        ]

    def __str__(self) -> str:
        return self.name
