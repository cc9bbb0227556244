"""The data map: what every field of every model is, declared beside its app in ``privacy.py``, or CI fails.

One registry feeds the record of processing, the access pack, the erasure plan, the export and the privacy page.

    declare(Client, half=Half.PROCESSOR, subject="self", purpose=Purpose.CRM, retention=INSTRUCTION, fields={
        "name": personal(Category.CLIENT, erase=Erase.BLANK),
        "number": plain(),
    })

``id`` and ``created_at`` of every Row are known and need no mention. ``subject`` is the path to the person a row
is about (``self``, ``client``, ``order__client``), or None when it is about nobody.

How long a row is kept is carried out from the declaration alone (``shared_apps.retention``):

    declare(Inquiry, retention=INQUIRY_RETENTION, since="closed_at", also=(SPAM_RETENTION.on("closed_at", when=...),))
    declare(Membership, retention=ACCOUNT_RETENTION, follows="account")      # goes with its account
    declare(Certificate, retention=REGISTER_RETENTION)                       # never swept; its basis says why
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from django.db import models
from django.db.models import Q

from shared_apps.core.db import Half


class Category(StrEnum):
    """The policy's own categories; the value is the promise that names it."""

    NONE = "none"
    INQUIRY = "P11"
    BRIEF = "P12"
    ACCOUNT = "P13"
    PORTAL = "P14"
    CLIENT = "P15"
    FILES = "P16"
    SESSION = "P17"
    LOGS = "P18"
    RECORDS = "P8"


class Purpose(StrEnum):
    RESPOND = "respond to an inquiry"
    INTRODUCE = "introduce a person to a jeweler"
    ACCOUNT = "create and secure accounts"
    CRM = "a jeweler's work for a client"
    PORTAL = "show a client their jeweler's work"
    SECURE = "keep the services secure"
    LEGAL = "comply with the law"
    OPERATE = "run the service"


class Export(StrEnum):
    """Whether a field leaves in a jeweler's export; SECRET never leaves the database."""

    YES = "yes"
    STATE = "state of this machine, worthless elsewhere"
    SECRET = "secret"  # noqa: S105 -- the name of a rule


class Erase(StrEnum):
    """What erasing a person does to a field."""

    NOTHING = "nothing"
    BLANK = "blank"
    ROW = "delete the row"


class Action(StrEnum):
    """What the sweep does to a row whose time is over."""

    DELETE = "delete"
    BLANK = "blank"


@dataclass(frozen=True)
class Retention:
    """How long a row is kept: so many days after an event, then the action, on a basis.

    ``since`` is the path to the date the days count from, ``when`` which rows the rule is for, ``follows`` the foreign
    key of the row this one goes with, ``through`` the registered eraser that does more than delete. A rule without
    days is never swept, and its basis is the reason.
    """

    name: str
    after: str
    days: int | None
    basis: str
    action: Action = Action.DELETE
    since: str = ""
    when: Q | None = None
    follows: str = ""
    through: str = ""

    def on(
        self,
        since: str = "",
        *,
        when: Q | None = None,
        action: Action | None = None,
        follows: str = "",
        through: str = "",
    ) -> Retention:
        """Return the rule as one model carries it out."""
        return replace(self, since=since, when=when, action=action or self.action, follows=follows, through=through)

    @property
    def is_swept(self) -> bool:
        """Whether the sweep carries the rule out by itself."""
        return self.days is not None and self.since != ""

    @property
    def why_not_swept(self) -> str:
        """Return why the sweep leaves these rows alone, empty for a rule it carries out or one that says nothing."""
        if self.is_swept:
            return ""
        if self.follows:
            return f"goes with its {self.follows}"
        return f"never swept: {self.basis}" if self.days is None else ""


INSTRUCTION = Retention("jeweler", "the jeweler's instruction", None, "ends with the jeweler's instruction, P54")
INQUIRY_RETENTION = Retention("inquiry", "the inquiry is closed", 365, "P52")
SPAM_RETENTION = Retention("spam", "the inquiry is closed as spam", 30, "P52")
FORGOTTEN_RETENTION = Retention("forgotten", "an inquiry that nobody closed arrived", 730, "P21, P52")
INTRODUCTION_RETENTION = Retention("introduction", "the introduction", 730, "P52, PDPO s.23")
ACCOUNT_RETENTION = Retention("account", "the account is closed", 30, "P52")
TOKEN_RETENTION = Retention("token", "the token expires", 1, "P52")
EXPORT_RETENTION = Retention("export", "the export is made", 7, "P52")
RECORDS_RETENTION = Retention("records", "the financial year of the record", 2557, "Inland Revenue Ordinance s.51C")
EVIDENCE_RETENTION = Retention("evidence", "we told the person", 2557, "proof that people were told, P42 and P71")
TRAIL_RETENTION = Retention("trail", "the event", 2557, "proof of what was done, as long as business records are kept")
REFUSALS_RETENTION = Retention("refusals", "the refusal is logged", 1826, "PDPO s.27: four years at least")
REGISTER_RETENTION = Retention("register", "the relationship ends", None, "proof that an instruction was followed")
WORK_RETENTION = Retention("work", "the job is done", 0, "P52")
FAILED_WORK_RETENTION = Retention("failed work", "the job is given up", 30, "P52")
MACHINERY = Retention("machinery", "the installation ends", None, "this installation's own parts, about nobody")


@dataclass(frozen=True)
class Field:
    """``object_key`` marks a key in the object store; ``named_by`` is the field with that file's name for people."""

    category: Category
    export: Export = Export.YES
    erase: Erase = Erase.NOTHING
    object_key: bool = False
    named_by: str = ""


@dataclass(frozen=True)
class Declaration:
    model: type[models.Model]
    half: Half
    subject: str | None
    purpose: Purpose
    retention: Retention
    fields: Mapping[str, Field]
    also: tuple[Retention, ...] = ()

    @property
    def rules(self) -> tuple[Retention, ...]:
        """Every rule by which rows of this model end."""
        return (self.retention, *self.also)

    @property
    def exports(self) -> bool:
        """Whether rows of this model leave in a jeweler's export."""
        return self.half is Half.PROCESSOR and any(f.export is Export.YES for f in self.fields.values())


_declared: dict[type[models.Model], Declaration] = {}

KNOWN = ("id", "created_at")


def plain() -> Field:
    """A field that says nothing about a person."""
    return Field(Category.NONE)


def state() -> Field:
    """A field that only this installation can use (progress, object keys of temporary things)."""
    return Field(Category.NONE, Export.STATE)


def secret(category: Category = Category.SESSION) -> Field:
    """A hash, key or token: never exported, dies with its row."""
    return Field(category, Export.SECRET, Erase.ROW)


def object_key(*, named_by: str = "") -> Field:
    """The key of a stored object, relative to its jeweler's prefix: the object leaves with the row and dies with it."""
    return Field(Category.FILES, erase=Erase.ROW, object_key=True, named_by=named_by)


def personal(category: Category, *, erase: Erase = Erase.BLANK, export: Export = Export.YES) -> Field:
    return Field(category, export, erase)


def declare(
    model: type[models.Model],
    *,
    half: Half,
    subject: str | None,
    purpose: Purpose,
    retention: Retention,
    fields: Mapping[str, Field],
    since: str = "",
    when: Q | None = None,
    follows: str = "",
    through: str = "",
    also: tuple[Retention, ...] = (),
) -> None:
    """Declare a model; declaring it twice raises. ``also`` adds rules for some of its rows."""
    if model in _declared:
        raise ValueError(f"{model._meta.label} is declared twice")
    known = {f.name: plain() for f in model._meta.concrete_fields if f.name in KNOWN}
    if fields and all(f.export is not Export.YES for f in fields.values()):
        known = {name: state() for name in known}
    if since or when or follows or through:
        retention = retention.on(since, when=when, follows=follows, through=through)
    _declared[model] = Declaration(model, half, subject, purpose, retention, known | dict(fields), also)


def declarations() -> dict[type[models.Model], Declaration]:
    return dict(_declared)


def declaration(model: type[models.Model]) -> Declaration:
    return _declared[model]
