"""The data map: what every field of every model is, declared beside its app in ``privacy.py``, or CI fails.

One registry feeds the record of processing, the access pack, the erasure plan, the export and the privacy page.

    declare(Client, half=Half.PROCESSOR, subject="self", purpose=Purpose.CRM, retention=INSTRUCTION, fields={
        "name": personal(Category.CLIENT, erase=Erase.BLANK),
        "number": plain(),
    })

``id`` and ``created_at`` of every Row are known and need no mention. ``subject`` is the path to the person a row
is about (``self``, ``client``, ``order__client``), or None when it is about nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db import models

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


@dataclass(frozen=True)
class Retention:
    """How long a row is kept: so many days after an event, then the action, on a basis."""

    name: str
    after: str
    days: int | None
    basis: str


INSTRUCTION = Retention("jeweler", "the jeweler's instruction", 0, "P54: the jeweler decides")
INQUIRY_RETENTION = Retention("inquiry", "the inquiry is closed", 365, "P52")
INTRODUCTION_RETENTION = Retention("introduction", "the introduction", 730, "P52, PDPO s.23")
ACCOUNT_RETENTION = Retention("account", "the account is closed", 30, "P52")
TOKEN_RETENTION = Retention("token", "the token expires", 1, "P52")
EXPORT_RETENTION = Retention("export", "the export is made", 7, "P52")
RECORDS_RETENTION = Retention("records", "the financial year of the record", 2557, "Inland Revenue Ordinance s.51C")
REGISTER_RETENTION = Retention("register", "the relationship ends", None, "proof that an instruction was followed")
WORK_RETENTION = Retention("work", "the job is done", 0, "P52")


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
) -> None:
    """Declare a model; declaring it twice raises."""
    if model in _declared:
        raise ValueError(f"{model._meta.label} is declared twice")
    known = {f.name: plain() for f in model._meta.concrete_fields if f.name in KNOWN}
    if fields and all(f.export is not Export.YES for f in fields.values()):
        known = {name: state() for name in known}
    _declared[model] = Declaration(model, half, subject, purpose, retention, known | dict(fields))


def declarations() -> dict[type[models.Model], Declaration]:
    return dict(_declared)


def declaration(model: type[models.Model]) -> Declaration:
    return _declared[model]
