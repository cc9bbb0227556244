"""What can be found: each app registers its kinds, and how a row becomes a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from shared_apps.core.permissions import Permission


@dataclass(frozen=True)
class Line:
    """How one thing is shown and found: ``names`` forgive a wrong letter, ``texts`` do not."""

    title: str
    detail: str = ""
    names: Sequence[str] = ()
    texts: Sequence[str] = ()
    is_archived: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of thing: who may find it, where it is shown, which rows there are; a higher weight stands higher.

    ``of_client`` gives the rows whose line names a client, so that they follow when the client is renamed.
    """

    name: str
    label: str
    icon: str
    permission: Permission
    url_name: str
    rows: Callable[[], models.QuerySet[Any]] = field(repr=False)
    line: Callable[[Any], Line] = field(repr=False)
    weight: int = 0
    of_client: Callable[[UUID], models.QuerySet[Any]] | None = field(default=None, repr=False)


_kinds: dict[str, Kind] = {}


class UnknownKind(LookupError):
    """Something was to be found that nobody registered."""


def findable(kind: Kind) -> None:
    """Register a kind; registering it again replaces it."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind:
    if name not in _kinds:
        raise UnknownKind(name)
    return _kinds[name]


def kinds() -> list[Kind]:
    """Return every kind, the weightiest first."""
    return sorted(_kinds.values(), key=lambda kind: (-kind.weight, kind.name))
